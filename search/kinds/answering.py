"""What entries answer to a question: those listed now, kind by kind, whatever the index still holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from hub import languages
from hub.findable import Kind, kind, kinds
from search.asking import Aids
from search.engines.protocol import SearchEngine
from search.kinds import asking, finding, gazetteer, library
from search.kinds.finding import Entries, Listed, Matched
from search.kinds.numbers import by_place, number
from search.request import SearchRequest

# So many numbers a database is asked for one by one; beyond, all that are listed.
MOST_ASKED_FOR = 500


@dataclass(frozen=True)
class Others:
    """What entries answer, kind by kind; `complete` says that they have all of the question."""

    listed: Mapping[str, Listed] = field(default_factory=dict)
    complete: bool = True

    def of(self, names: Iterable[str]) -> list[int]:
        """The numbers of some kinds, one kind behind the other."""
        return [each for name in names for each in self.listed.get(name, Listed()).numbers]

    def facets(self, names: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For each filter, how many results of some kinds each of its values would give."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in finding.FILTERS}
        for listed in (self.listed[name] for name in names if name in self.listed):
            for filtered, found in listed.facets.items():
                counts[filtered].update(found)
        return counts


def chosen(request: SearchRequest) -> tuple[str, ...]:
    """The kinds of entries that a question is about, where it is about such alone."""
    return request.kinds if request.kinds and all(map(kind, request.kinds)) else ()


def of_entries(request: SearchRequest) -> SearchRequest:
    """The question as the list of a kind of entries answers it: their languages are not those of texts."""
    return request if chosen(request) else request.with_(kinds=(), languages=(), levels=(), ages=())


def of_texts(request: SearchRequest) -> SearchRequest:
    """The question as texts answer it."""
    if chosen(request):
        return request.with_(kinds=(), languages=())
    return replace(request, kinds=tuple(name for name in request.kinds if not kind(name)))


def found(index: SearchEngine, request: SearchRequest, reader: str, now: dt.datetime, aids: Aids) -> Others:
    """What entries answer; raises IndexUnavailableError."""
    entries = library.others(index)
    if not entries:
        return Others()
    if not request.text:
        return by_kind(finding.everything(seen(entries, now)), entries, request, now)
    asked = asking.question(request.text, _spoken(index, reader), _known(aids, library.used(index)))
    had = finding.candidates(index, asked, entries)
    matched = finding.matching(asked, {page: had[page] for page in seen(had, now)}, entries)
    return by_kind(matched, entries, request, now)


def _spoken(index: SearchEngine, reader: str) -> list[languages.Language]:
    """The languages that a question may be in: the reader's, those of the interface, those of the texts."""
    interface = [each for each in languages.TABLE if each.catalogue]
    texts = [languages.BY_CODE[code] for code in library.texts(index).languages() if code in languages.BY_CODE]
    return list(dict.fromkeys((*languages.chain(reader), *interface, *texts)))


def _known(aids: Aids, used: Collection[str]) -> asking.Known | None:
    """What is known besides words; nothing where somebody wants their own words only."""
    vocabulary = aids.thesaurus
    if not vocabulary:
        return None
    return lambda spoken: (vocabulary, gazetteer.gazetteer(used, spoken))


def seen(candidates: Iterable[int], now: dt.datetime) -> list[int]:
    """Those of these numbers that anyone may read now, asked of the database."""
    rows = by_place(candidates)
    return [
        number(each.place, one)
        for each in kinds()
        if each.place in rows
        for one in _listed_rows(each, rows[each.place], now)
    ]


def _listed_rows(each: Kind, wanted: Collection[int], now: dt.datetime) -> frozenset[int]:
    if len(wanted) <= MOST_ASKED_FOR:
        return each.listed(now, wanted)
    return each.listed(now, None) & frozenset(wanted)


def by_kind(matched: Matched, entries: Entries, request: SearchRequest, now: dt.datetime) -> Others:
    """The lists of all kinds, filtered and in order."""
    asked, lists = of_entries(request), {}
    for each in kinds():
        own = {page: rank for page, rank in matched.ranks.items() if entries[page].kind == each.name}
        order = each.ordered((entries[page].place for page in own), now)
        places = {place: at for at, place in enumerate(order)}
        lists[each.name] = finding.listed(replace(matched, ranks=own), entries, asked, places)
    return Others(lists, matched.complete)
