"""What to offer while somebody types: titles, terms and concepts that begin so, or have a word that does. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .analysis.folding import ARABIC_LETTERS, LATIN_LETTERS, ascii_digits, without_accents, without_controls
from .analysis.scripts import HAN, UNSPACED

MOST = 8
SHORTEST, SHORTEST_UNSPACED = 3, 1
# Writing without blanks between words.
_UNSPACED = re.compile(f"[{HAN}{UNSPACED}]")
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A text as it is compared: without case, accents, hamza, width and doubled blanks."""
    even = unicodedata.normalize("NFKC", without_controls(text)).casefold()
    return _BLANKS.sub(" ", without_accents(ascii_digits(even)).translate(LATIN_LETTERS).translate(ARABIC_LETTERS))


def long_enough(typed: str) -> bool:
    """Whether what was typed says anything yet."""
    return len(typed) >= (SHORTEST_UNSPACED if _UNSPACED.search(typed) else SHORTEST)


def suggestions(typed: str, offered: Iterable[str], most: int = MOST) -> list[str]:
    """Those of `offered` that continue what was typed: beginnings first, then beginnings of words, the short first.

    In writing without blanks a word may begin anywhere.
    """
    wanted = fold(typed).strip()
    if not long_enough(wanted):
        return []
    inside = wanted if _UNSPACED.search(wanted) else f" {wanted}"
    found: dict[str, tuple[int, int, str]] = {}
    for text in offered:
        folded = fold(text)
        if folded.startswith(wanted):
            found.setdefault(folded, (0, len(text), text))
        elif inside in folded:
            found.setdefault(folded, (1, len(text), text))
    return [text for *_order, text in sorted(found.values())[:most]]
