"""What differs between two versions of a text, word by word; pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["same", "gone", "new"]
# Words, runs of blanks, and each other character by itself: Chinese has no blanks between its words.
TOKENS: Final = re.compile(r"[^\W\u2e80-\u9fff]+|\s+|[\W_]|.", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A field or a block of a text: what it is in both versions, what editors call it, and its words."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Change:
    """A run of words: in both versions, only in the other's (`gone`), or only in one's own (`new`)."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Row:
    """A field or a block in which the versions differ."""

    label: str
    theirs: str
    mine: str
    changes: tuple[Change, ...]


def rows(theirs: Sequence[Piece], mine: Sequence[Piece]) -> list[Row]:
    """The pieces that differ, in the order of the text; a piece that only one has stands where it stands there."""
    left, right = {piece.key: piece for piece in theirs}, {piece.key: piece for piece in mine}
    found = []
    for key in _order([piece.key for piece in theirs], [piece.key for piece in mine]):
        a, b = left.get(key), right.get(key)
        before, after = a.text if a else "", b.text if b else ""
        if before != after:
            label = (b or a or Piece("", "", "")).label
            found.append(Row(label, before, after, words(before, after)))
    return found


def _order(theirs: list[str], mine: list[str]) -> list[str]:
    found: dict[str, None] = {}
    for _what, i, j, k, m in difflib.SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
        found.update(dict.fromkeys(theirs[i:j]))
        found.update(dict.fromkeys(mine[k:m]))
    return list(found)


def words(before: str, after: str) -> tuple[Change, ...]:
    """The way from one wording to the other."""
    a, b = TOKENS.findall(before), TOKENS.findall(after)
    found: list[Change] = []
    for what, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Change("same", "".join(a[i:j])))
            continue
        if j > i:
            found.append(Change("gone", "".join(a[i:j])))
        if m > k:
            found.append(Change("new", "".join(b[k:m])))
    return tuple(found)
