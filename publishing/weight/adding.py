"""Bytes of what a reader loads, seconds on a slow line, what weighs most. Pure."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# Beyond this a page is heavy where a line carries 50 kbit in a second and a megabyte costs an hour's wage.
LIGHT: Final = 100_000
BITS_A_SECOND: Final = 50_000
SHOWN: Final = 5
# What stands around every text: head, bars and foot, as they are sent.
FRAME: Final = 2_000
LEVEL: Final = 6


class Sort(StrEnum):
    """What a part of a page is, for the advice that goes with it."""

    PICTURE = "picture"
    TABLE = "table"
    WORDS = "words"


@dataclass(frozen=True)
class Piece:
    """A part of a page: what it is, which, and its bytes as they are sent."""

    sort: Sort
    name: str
    size: int


@dataclass(frozen=True)
class Weight:
    """A page as a reader gets it: the text with its frame and styles, and its pictures."""

    words: int
    styles: int
    pieces: Sequence[Piece]

    @property
    def pictures(self) -> int:
        """All pictures together."""
        return sum(piece.size for piece in self.pieces if piece.sort is Sort.PICTURE)

    @property
    def without_pictures(self) -> int:
        """What is loaded where pictures are off."""
        return FRAME + self.words + self.styles

    @property
    def whole(self) -> int:
        """What is loaded at the first visit."""
        return self.without_pictures + self.pictures

    @property
    def heavy(self) -> bool:
        """Whether it is too much for a slow line."""
        return self.whole > LIGHT

    @property
    def heaviest(self) -> list[Piece]:
        """The five that weigh most; what weighs nothing worth a word is left out."""
        found = sorted(self.pieces, key=lambda piece: -piece.size)
        return [piece for piece in found[:SHOWN] if piece.size >= 1000] or found[:1]


def packed(html: str) -> int:
    """The bytes of a text as it is sent."""
    return len(gzip.compress(html.encode(), LEVEL)) if html else 0


def seconds(size: int) -> int:
    """How long so many bytes take at 50 kbit in a second, never below one."""
    return max(1, round(size * 8 / BITS_A_SECOND))


def shares(parts: Iterable[tuple[Sort, str, str]], whole: int) -> list[Piece]:
    """The blocks of a text with what each has of the packed whole: packed alone, each would weigh too much."""
    drawn = [(sort, name, len(html.encode())) for sort, name, html in parts]
    total = sum(size for _sort, _name, size in drawn) or 1
    return [Piece(sort, name, round(whole * size / total)) for sort, name, size in drawn]


def scaled(size: int, width: int, height: int, wide: int, high: int) -> int:
    """What a picture weighs when it is served no wider than `wide` and no higher than `high`.

    Bytes go with the area; a small picture has a little more to an inch than a big one.
    """
    factor = min(1.0, wide / max(1, width), high / max(1, height))
    return round(size * factor**1.7)
