"""The ways to narrow a question down: which values a resource has under each, what passes, how many remain. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from vocabulary import places

from .engines.protocol import PageEntry
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


# All of a page that its values under the filters come from.
_NAMES = ("kind", "topics", "level", "groups", "regions", "reviewed")
_TELLING = attrgetter(*_NAMES)
_BLANK = PageEntry(0, "", "", "", "", "", (), (), "", "", "", 0, "")


def narrows(request: SearchRequest) -> bool:
    """Whether any filter is set."""
    return any(getattr(request, facet.field) for facet in FACETS)


def counts(entries: Iterable[PageEntry], request: SearchRequest, today: str) -> dict[str, Mapping[str, int]]:
    """For each filter, how many results each of its values would give, the other filters staying as they are."""
    found: dict[str, Counter[str]] = {facet.name: Counter() for facet in FACETS}
    # Pages with the same facts are looked at once.
    for facts, many in Counter(map(_TELLING, entries)).items():
        alike = _BLANK._replace(**dict(zip(_NAMES, facts, strict=True)))
        failed = missed(alike, request, today)
        for facet in FACETS:
            if not failed or failed == [facet.name]:
                for value in set(facet.values(alike, today)):
                    found[facet.name][value] += many
    return {name: dict(values) for name, values in found.items()}
