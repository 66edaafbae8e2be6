"""Entries that answer a question: which, in which order, how many under each filter. No database.

Nothing here depends on how common a word is: an entry that may not be seen, though the index still has it,
changes neither who else is found nor their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from search.analysis import forms
from search.engines.protocol import PageEntry, SearchEngine
from search.kinds import spelling
from search.request import SearchRequest
from search.terms import Question

# For each filter of the page of results the field of the question and the scheme of an entry's terms.
FILTERS = {
    "topic": ("topics", "topic"),
    "language": ("languages", "language"),
    "region": ("regions", "place"),
    "group": ("groups", "at-risk-group"),
}
# Of the question's words, that an entry must have where none has all of them.
MOST = 0.5
# Who asks for somebody by name finds few.
MOST_NAMED = 500
Entries = Mapping[int, PageEntry]


@dataclass(frozen=True)
class Matched:
    """Entries of all kinds that answer, with how well: 0 by their name, 1 with all words, 2 with most of them.

    `complete` says that they have all of the question.
    """

    ranks: Mapping[int, float] = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True)
class Listed:
    """The entries of one kind that answer, best first, and how many each value of a filter would give.

    `named` says that the first has every word of the question in its name.
    """

    numbers: tuple[int, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    named: bool = False


def everything(entries: Iterable[int]) -> Matched:
    """All of these entries, where no words are asked."""
    return Matched(dict.fromkeys(entries, 1.0))


def candidates(index: SearchEngine, asked: Question, entries: Entries) -> dict[int, int]:
    """The entries with all of a question, or with most of it and a term that it names; of each the words it has."""
    every = (1 << len(asked.terms)) - 1
    found: dict[int, int] = {}
    for page, mask in index.match(asked).masks().items() if asked.terms else ():
        had = _had(mask, asked)
        if page in entries and (had == every or (mask > every and _share(had, asked) >= MOST)):
            found[page] = had
    return found


def matching(asked: Question, had: Mapping[int, int], entries: Entries) -> Matched:
    """Of the candidates that may be seen those with all words, else those with the most."""
    whole = [page for page, words in had.items() if _share(words, asked) == 1]
    if not whole:
        most = max((words.bit_count() for words in had.values()), default=0)
        nearest = (page for page, words in had.items() if words.bit_count() == most)
        return Matched(dict.fromkeys(nearest, 2.0), complete=not had)
    by_name = len(whole) <= MOST_NAMED
    return Matched({page: 1.0 - (by_name and in_name(entries[page].title, asked)) for page in whole})


def _share(had: int, asked: Question) -> float:
    """How much of the question's words that is."""
    return had.bit_count() / len(asked.terms)


def _had(mask: int, asked: Question) -> int:
    """The words of the question that an entry has, as they are or as terms, as bits."""
    had = mask & ((1 << len(asked.terms)) - 1)
    for at, covered in enumerate(asked.covers):
        had |= covered if mask >> (len(asked.terms) + at) & 1 else 0
    return had


def in_name(name: str, asked: Question) -> bool:
    """Whether every word of a question is in a name."""
    exact, _stems = forms(" ".join(spelling.names(name)), "script")
    words = frozenset(exact)
    return all(any(words.issuperset(form.tokens) for form in term.forms) for term in asked.terms)


def listed(matched: Matched, entries: Entries, request: SearchRequest, order: Mapping[str, int]) -> Listed:
    """Those that pass the filters, the best first and else in an order given by id; what each filter would give."""
    wanted = _wanted(request)
    passing: list[int] = []
    almost: dict[str, list[int]] = defaultdict(list)
    for number in matched.ranks:
        missed = [name for name, terms in wanted.items() if terms.isdisjoint(entries[number].topics)]
        if not missed:
            passing.append(number)
        elif len(missed) == 1:
            almost[missed[0]].append(number)
    everywhere = _counted(entries[number] for number in passing)
    facets = {name: _under(name, everywhere + _counted(entries[one] for one in almost[name])) for name in FILTERS}
    passing.sort(key=lambda number: (matched.ranks[number], order.get(entries[number].place, 0), number))
    named = bool(passing) and matched.ranks[passing[0]] == 0
    return Listed(tuple(passing), facets, named)


def _wanted(request: SearchRequest) -> dict[str, frozenset[str]]:
    """The terms that each filter asks for; one of them suffices."""
    chosen = {name: (scheme, getattr(request, own)) for name, (own, scheme) in FILTERS.items()}
    return {
        name: frozenset(f"{scheme}/{value}" for value in values) for name, (scheme, values) in chosen.items() if values
    }


def _counted(found: Iterable[PageEntry]) -> Counter[str]:
    return Counter(chain.from_iterable(entry.topics for entry in found))


def _under(name: str, counts: Mapping[str, int]) -> dict[str, int]:
    """How many have each value of a filter."""
    start = FILTERS[name][1] + "/"
    return {term.removeprefix(start): many for term, many in counts.items() if term.startswith(start)}
