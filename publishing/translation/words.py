"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Languages without blanks between words are compared sign by sign.
TOKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+|\s+|[^\w\s]")
TAG = re.compile(r"<[^>]*>")


class Act(StrEnum):
    """What was done to some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Run:
    """Words that share a fate."""

    act: Act
    text: str


@dataclass(frozen=True)
class Change:
    """A sentence of the original that changed: its place, its number there, and its words before and after."""

    path: str
    number: int
    act: Act  # SAME where a sentence was reworded
    runs: Sequence[Run]


def plain(markup: str) -> str:
    """The words of a sentence without its marks."""
    return html.unescape(TAG.sub("", markup.replace("<br>", " ").replace("<br/>", " ")))


def runs(old: str, new: str) -> list[Run]:
    """The words of both, in reading order: what stayed, what went, what came."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    found: list[Run] = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(Run(Act.SAME, "".join(before[a:b])))
            continue
        found += [Run(Act.REMOVED, "".join(before[a:b]))] if b > a else []
        found += [Run(Act.ADDED, "".join(after[c:d]))] if d > c else []
    return found


Sentences = Mapping[str, Sequence[str]]


def changes(old: Sentences, new: Sentences) -> list[Change]:
    """The sentences that differ, in the order of the new text; what went comes after."""
    found: list[Change] = []
    for path, sentences in new.items():
        found += _of_place(path, old.get(path, ()), sentences)
    gone = [path for path in old if path not in new]
    for path in gone:
        found += _of_place(path, old[path], ())
    return [each for each in found if any(run.text.strip() for run in each.runs)]


def _of_place(path: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Sentences of one paragraph or list, lined up."""
    for act, a, b, c, d in SequenceMatcher(None, list(old), list(new), autojunk=False).get_opcodes():
        if act == "equal":
            continue
        both = min(b - a, d - c)
        for place in range(both):
            yield Change(path, c + place, Act.SAME, runs(plain(old[a + place]), plain(new[c + place])))
        for place in range(a + both, b):
            yield Change(path, place, Act.REMOVED, [Run(Act.REMOVED, plain(old[place]))])
        for place in range(c + both, d):
            yield Change(path, place, Act.ADDED, [Run(Act.ADDED, plain(new[place]))])


def by_place(pieces: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Sentences with their places, gathered."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, sentence in pieces:
        found[path].append(sentence)
    return dict(found)
