"""An index as the search of texts sees it: without the part that holds entries of other kinds."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, cast

from search.engines.protocol import PageEntry, SearchEngine
from search.kinds.numbers import PART, SPAN

Entries = Mapping[int, PageEntry]


class Library:
    """The texts of an index; whatever is not said here is the engine's own."""

    def __init__(self, whole: SearchEngine) -> None:
        self.whole = whole
        # What the engine said, and it in two parts: true as long as it says the same object.
        self._parts: tuple[Entries, Entries, Entries] = ({}, {}, {})
        self._used: frozenset[str] = frozenset()

    def __getattr__(self, name: str) -> Any:
        """What this view does not change."""
        return getattr(self.whole, name)

    def _read(self) -> tuple[Entries, Entries, Entries]:
        entries, parts = self.whole.entries(), self._parts
        if parts[0] is not entries:
            others = {page: entry for page, entry in entries.items() if page >= SPAN}
            own = {page: entry for page, entry in entries.items() if page < SPAN} if others else entries
            self._used = frozenset(term for entry in others.values() for term in entry.topics)
            parts = self._parts = (entries, own, others)
        return parts

    def languages(self) -> list[str]:
        """The languages of the texts."""
        return [code for code in self.whole.languages() if code != PART]

    def entries(self) -> Entries:
        """The facts of every page."""
        return self._read()[1]

    def others(self) -> Entries:
        """The facts of every entry that is no page."""
        return self._read()[2]

    def used(self) -> frozenset[str]:
        """The terms that these entries have."""
        self._read()
        return self._used

    def passages(self) -> Mapping[str, int]:
        """How many passages each language has."""
        return {code: many for code, many in self.whole.passages().items() if code != PART}


@lru_cache(maxsize=8)
def _kept(index: Any) -> Library:
    return Library(index)


def _view(index: SearchEngine) -> Library:
    return _kept(cast(Hashable, index))


def texts(index: SearchEngine) -> SearchEngine:
    """An engine without its other entries: one object for each, so that what is kept for it is kept once."""
    return cast(SearchEngine, _view(index))


def others(index: SearchEngine) -> Entries:
    """The facts of every entry of an engine that is no page."""
    return _view(index).others()


def used(index: SearchEngine) -> frozenset[str]:
    """The terms that these entries have."""
    return _view(index).used()
