"""Which terms each page has, side by side for all pages of a language: a byte or a machine word for each. Pure."""

from __future__ import annotations

import sys
from collections.abc import Collection, Container, Iterable, Sequence
from functools import cached_property
from itertools import compress

WIDTH, WORD = 8, 64


class Lanes:
    """The masks of the pages of a language (see `search.engines.masks`).

    Each term is a lane: a number with a byte for each page, 1 where the page has the term. The last lane may be that
    of hints, which are no terms.
    """

    def __init__(self, pages: Sequence[int], lanes: Sequence[int], terms: int) -> None:
        self.pages, self._terms = pages, (1 << terms) - 1
        self._marks = _side_by_side(lanes, len(pages))

    @cached_property
    def _known(self) -> frozenset[int]:
        return frozenset(self._marks) - {0}

    @cached_property
    def known(self) -> Collection[int]:
        """The masks that there are; 0 where pages have a hint alone."""
        return {mark & self._terms for mark in self._known}

    def of(self, masks: Container[int]) -> dict[int, int]:
        """The pages with any of these masks, each with its own, in the order of the index."""
        chosen = {mark for mark in self._known if mark & self._terms in masks}
        selected = self._selected(chosen)
        marks: Iterable[int] = compress(self._marks, selected)
        if any(mark > self._terms for mark in chosen):
            marks = map(self._terms.__and__, marks)
        return dict(zip(compress(self.pages, selected), marks, strict=True))

    def _selected(self, chosen: set[int]) -> Sequence[int]:
        """For each page whether it has one of these marks."""
        if not isinstance(self._marks, bytes):
            return list(map(chosen.__contains__, self._marks))
        table = bytearray(1 << WIDTH)
        for mark in chosen:
            table[mark] = 1
        return self._marks.translate(table)


def _side_by_side(lanes: Sequence[int], many: int) -> Sequence[int]:
    """For each page its bits in all lanes."""
    if len(lanes) <= WIDTH:
        return _together(lanes, many)
    words = [_words(lanes[start : start + WORD], many) for start in range(0, len(lanes), WORD)]
    first, *rest = words
    found: Sequence[int] = first
    for at, more in enumerate(rest, 1):
        found = [own | other << WORD * at for own, other in zip(found, more, strict=True)]
    return found


def _together(lanes: Sequence[int], many: int) -> bytes:
    return sum(lane << at for at, lane in enumerate(lanes)).to_bytes(many, "little")


def _words(lanes: Sequence[int], many: int) -> Sequence[int]:
    """Up to 64 lanes as one word for each page."""
    size = WORD // WIDTH
    found = bytearray(many * size)
    for at in range(0, len(lanes), WIDTH):
        byte = at // WIDTH if sys.byteorder == "little" else size - 1 - at // WIDTH
        found[byte::size] = _together(lanes[at : at + WIDTH], many)
    return memoryview(found).cast("Q")
