"""What a translated sentence must not lose, and how it is typed. Pure."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publishing.translation.fidelity import PLACEHOLDER
from publishing.translation.words import TAG, plain

# 1,000 and 1 000 and 1.000 are one number; so are 1000 and ١٬٠٠٠.
GROUPED: Final = re.compile(r"(?<!\d)\d{1,3}(?:[.,'’\u066b\u066c\u00a0\u202f ]\d{3})+(?!\d)")
DIGITS: Final = re.compile(r"\d+")
ENTITY: Final = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#x[0-9a-fA-F]+);)")
LINK: Final = re.compile(r'<a id="(?P<id>[^"]+)">(?P<words>.*?)</a>', re.DOTALL)
MARK: Final = re.compile(r"<(?P<tag>b|i|em|strong|code|abbr|acronym)>")
# No sign of a text; a browser sends them only from a broken clipboard.
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Run:
    """A part of a sentence: its words, or a sign such as <b> that stays as it is."""

    text: str
    is_sign: bool = False


@dataclass(frozen=True)
class Kept:
    """One thing that the translation needs too: what it is called here, and what is typed around words for it."""

    name: str
    opens: str = ""
    closes: str = ""
    address: str = ""


def typed(words: str) -> str:
    """Words as they were typed, in the form in which sentences are kept."""
    lines = CONTROLS.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return ENTITY.sub("&amp;", lines)


def shown(words: str) -> str:
    """Kept words as somebody types them, where typing them so gives the same words again."""
    easy = words.replace("&amp;", "&")
    return easy if typed(easy) == words else words


def runs(sentence: str) -> list[Run]:
    """A sentence in pieces, its signs apart from its words."""
    found, at = [], 0
    for sign in TAG.finditer(sentence):
        found += [Run(html.unescape(sentence[at : sign.start()])), Run(sign.group(), is_sign=True)]
        at = sign.end()
    found.append(Run(html.unescape(sentence[at:])))
    return [each for each in found if each.text]


def numbers(sentence: str) -> Counter[int]:
    """The numbers of a sentence, in the digits of any script."""
    words = PLACEHOLDER.sub(" ", plain(sentence))
    joined = GROUPED.sub(lambda found: "".join(DIGITS.findall(found.group())), words)
    return Counter(int(each) for each in DIGITS.findall(joined) if len(each) < 40)


def lost_numbers(original: str, translated: str) -> list[int]:
    """Numbers of the original that the translation has not, or not as often."""
    return sorted((numbers(original) - numbers(translated)).elements())


def to_keep(original: str, links: Mapping[str, str]) -> Sequence[Kept]:
    """Links, marks, placeholders and numbers of an original, each named once."""
    found = [
        Kept(plain(each["words"]) or each["id"], f'<a id="{each["id"]}">', "</a>", links.get(each["id"], ""))
        for each in LINK.finditer(original)
    ]
    found += [Kept(f"<{tag}>", f"<{tag}>", f"</{tag}>") for tag in dict.fromkeys(MARK.findall(original))]
    found += [Kept(each, each) for each in dict.fromkeys(PLACEHOLDER.findall(original))]
    return found + [Kept(str(each), str(each)) for each in sorted(numbers(original))]
