"""The ways to narrow a question down: which values a resource has under each, what passes, how many remain. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from vocabulary import places

from .catalogue import catalogue
from .engines.protocol import PageEntry
from .listing import Listing
from .request import AGES, SearchRequest

Values = Callable[[PageEntry, str], Iterable[str]]


@dataclass(frozen=True)
class Facet:
    """A way to narrow down: its name in addresses, the field of the question, the values that a page has of it.

    `values` is given the page and today (YYYY-MM-DD, or nothing where no day matters).
    """

    name: str
    field: str
    values: Values


def _levels(entry: PageEntry, _today: str) -> tuple[str, ...]:
    return (entry.level or "everybody",)


def _regions(entry: PageEntry, _today: str) -> frozenset[str]:
    """The places that a text is about and all that hold them, but not the world, which would narrow nothing down."""
    return frozenset(code for own in entry.regions for code in (own, *places.above(own))) - {places.WORLD}


def _ages(entry: PageEntry, today: str) -> list[str]:
    """How fresh the last review is: every span that it falls into."""
    if not (entry.reviewed and today):
        return []
    days = (dt.date.fromisoformat(today) - dt.date.fromisoformat(entry.reviewed)).days
    return [name for name, longest in AGES.items() if days <= longest]


FACETS = (
    Facet("kind", "kinds", lambda entry, _today: (entry.kind,)),
    Facet("topic", "topics", lambda entry, _today: entry.topics),
    Facet("level", "levels", _levels),
    Facet("group", "groups", lambda entry, _today: entry.groups),
    Facet("region", "regions", _regions),
    Facet("reviewed", "ages", _ages),
)


def missed(entry: PageEntry, request: SearchRequest, today: str) -> list[str]:
    """The names of the filters that a page does not pass; one value of a filter suffices."""
    return [
        facet.name
        for facet in FACETS
        if (chosen := getattr(request, facet.field)) and set(chosen).isdisjoint(facet.values(entry, today))
    ]


class Narrowing:
    """The filters of one question. What a page has is looked at once for all pages that have the same."""

    def __init__(self, request: SearchRequest, entries: Mapping[int, PageEntry], today: str) -> None:
        self.request, self.catalogue, self.today = request, catalogue(entries), today

    def passing(self, results: Listing) -> Listing:
        """Those that pass all filters."""
        if not any(getattr(self.request, facet.field) for facet in FACETS):
            return results
        look_of, looks = self.catalogue.look_of, self.catalogue.looks
        failing = {look for look, alike in enumerate(looks) if missed(alike, self.request, self.today)}
        return results.only(lambda page: look_of[page] not in failing)

    def counts(self, results: Listing) -> dict[str, Mapping[str, int]]:
        """For each filter, how many results each of its values would give, the other filters staying as they are."""
        found: dict[str, Counter[str]] = {facet.name: Counter() for facet in FACETS}
        look_of, looks = self.catalogue.look_of, self.catalogue.looks
        for look, many in Counter(map(look_of.__getitem__, results.pages)).items():
            alike = looks[look]
            failed = missed(alike, self.request, self.today)
            for facet in FACETS:
                if not failed or failed == [facet.name]:
                    for value in set(facet.values(alike, self.today)):
                        found[facet.name][value] += many
        return {name: dict(values) for name, values in found.items()}
