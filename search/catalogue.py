"""What is known of all pages, with what follows from it: computed once for each state of the index. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any

from .engines.protocol import PageEntry

Entries = Mapping[int, PageEntry]

# Of a page all that its values under the filters come from.
TELLING = ("kind", "topics", "level", "groups", "regions", "reviewed")
_telling = attrgetter(*TELLING)
_BLANK = PageEntry(0, "", "", "", "", "", (), (), "", "", "", 0, "")
# As many indexes and audiences as are remembered.
MOST_KEPT = 6


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Pages with what is known of them."""

    entries: Entries
    _factors: dict[str, Mapping[int, float]] = field(default_factory=dict)

    @cached_property
    def resource_of(self) -> Mapping[int, str]:
        """Of each page the resource that it is a part of."""
        return {page: entry.resource for page, entry in self.entries.items()}

    @cached_property
    def kin(self) -> frozenset[int]:
        """The pages that are one of several of their resource in their language."""
        many = Counter((entry.resource, entry.language) for entry in self.entries.values())
        return frozenset(page for page, entry in self.entries.items() if many[entry.resource, entry.language] > 1)

    @cached_property
    def _looks(self) -> tuple[Mapping[int, int], list[PageEntry]]:
        numbers: dict[tuple[Any, ...], int] = {}
        facts = map(_telling, self.entries.values())
        found = {page: numbers.setdefault(own, len(numbers)) for page, own in zip(self.entries, facts, strict=True)}
        return found, [_BLANK._replace(**dict(zip(TELLING, own, strict=True))) for own in numbers]

    @property
    def look_of(self) -> Mapping[int, int]:
        """Of each page a number; pages that the filters cannot tell apart have the same."""
        return self._looks[0]

    @property
    def looks(self) -> list[PageEntry]:
        """By that number what the filters see of a page."""
        return self._looks[1]

    def factors(self, today: str, of: Callable[[PageEntry, str], float]) -> Mapping[int, float]:
        """What a rule makes of each page today, where that is not 1; kept for one day."""
        found = self._factors.get(today)
        if found is None:
            found = {page: factor for page, entry in self.entries.items() if (factor := of(entry, today)) != 1}
            self._factors.clear()
            self._factors[today] = found
        return found


class _Memory:
    """The catalogues of late: replaced as a whole, so that threads need no lock."""

    kept: tuple[tuple[Entries, frozenset[int] | None, Catalogue], ...] = ()


_memory = _Memory()


def catalogue(entries: Entries) -> Catalogue:
    """The catalogue of these entries; the same one as long as they are the same object."""
    return _remembered(entries, None)


def seen(entries: Entries, public: frozenset[int]) -> Entries:
    """The entries of pages that are public; the same object as before where nothing has changed."""
    return entries if entries.keys() <= public else _remembered(entries, public).entries


def _remembered(entries: Entries, public: frozenset[int] | None) -> Catalogue:
    for whose, known, found in _memory.kept:
        if whose is entries and known == public:
            return found
    own = entries if public is None else {page: entry for page, entry in entries.items() if page in public}
    made = Catalogue(own)
    _memory.kept = ((entries, public, made), *_memory.kept[: MOST_KEPT - 1])
    return made
