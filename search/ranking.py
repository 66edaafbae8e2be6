"""From what matched to an order: score of a passage, a page, a resource; how much of the question each has. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_

from .engines.protocol import Matches, PageEntry, Scores
from .listing import Listing, Place, Ranked
from .terms import Question

__all__ = ["Least", "Place", "Ranked", "Ranking", "rank", "term_weights"]

SECOND_SHARE = 0.15
TITLE_SHARE = 1.25
COVERAGE_POWER = 1.0
# A text that says the same in other words has nearly what was asked.
MEANT_SHARE = 0.9
# A glossary entry explains a word; who asks a question wants what to do. Modest on purpose.
KIND_FACTORS: Mapping[str, float] = {"glossary": 0.9}
# Advice past its review date may be right all the same: it gives way to what is as good and was looked at.
OVERDUE_FACTOR = 0.85


Least = Callable[[Collection[float]], float]


def _anything(_coverages: Collection[float]) -> float:
    return 0.0


def term_weights(matches: Matches, terms: int) -> list[float]:
    """How telling each term is: rare ones more, those that no text has the most; none counts for nothing."""
    return [1 + math.log(1 + (matches.total - count + 0.5) / (count + 0.5)) for count in matches.counts(terms)]


def _bits(mask: int) -> Iterable[int]:
    at = 0
    while mask:
        if mask & 1:
            yield at
        mask >>= 1
        at += 1


class _Coverage:
    """How much of a question a set of hits has, by the weight of its words; remembered by mask."""

    def __init__(self, asked: Question, weights: Sequence[float]) -> None:
        self.asked, self.weights, self.all = asked, weights, (1 << len(asked.terms)) - 1
        self.total = sum(weights) or 1.0
        self._known: dict[int, float] = {}

    def __call__(self, mask: int) -> float:
        if mask not in self._known:
            self._known[mask] = self._of(mask)
        return self._known[mask]

    def _of(self, mask: int) -> float:
        own, meant = mask & self.all, 0
        for at in _bits(mask >> len(self.asked.terms)):
            meant |= self.asked.covers[at]
        if own == self.all:
            return 1.0
        gained = sum(self.weights[bit] for bit in _bits(own))
        return (gained + MEANT_SHARE * sum(self.weights[bit] for bit in _bits(meant & ~own))) / self.total


def _with_quoted(masks: Mapping[int, int], needed: int) -> Mapping[int, int]:
    """The pages that have all that is quoted, unless none has."""
    held = {page: mask for page, mask in masks.items() if mask & needed == needed} if needed else masks
    return held or masks


class _Known:
    """What one language answers: which terms its pages have, and what they score once somebody asks for it."""

    def __init__(self, matches: Matches, asked: Question, entries: Mapping[int, PageEntry], today: str) -> None:
        self.matches, self.entries, self.today = matches, entries, today
        self.masks = _with_quoted(matches.masks(), asked.needed)
        coverage_of = _Coverage(asked, term_weights(matches, len(asked.terms)))
        self.coverage = {mask: coverage_of(mask) for mask in set(self.masks.values())}

    def best(self) -> dict[str, tuple[float, PageEntry]]:
        """How much of the question the best page of each resource has, and what is known of that page."""
        found: dict[str, tuple[float, PageEntry]] = {}
        get, coverage = self.entries.get, self.coverage
        for page, mask in self.masks.items():
            entry = get(page)
            if entry is not None:
                share, known = coverage[mask], found.get(entry.resource)
                if known is None or share > known[0]:
                    found[entry.resource] = share, entry
        return found

    def pages(self, resources: Collection[str]) -> list[int]:
        """All pages of some resources that have anything of the question."""
        get = self.entries.get
        return [page for page in self.masks if (entry := get(page)) is not None and entry.resource in resources]

    def scored(self, pages: Iterable[int], scores: Scores) -> dict[int, float]:
        """The best passage, a share of the second and the title, by how much of the question each page has."""
        # One loop over thousands of pages: a call for each would cost more than all that it does.
        best, second, titles, masks = scores.best.get, scores.second.get, scores.titles.get, self.masks
        weighed = {mask: share**COVERAGE_POWER for mask, share in self.coverage.items()}
        return {
            page: (best(page, 0.0) + second(page, 0.0) * SECOND_SHARE + titles(page, 0.0) * TITLE_SHARE)
            * weighed[masks[page]]
            for page in pages
        }


class _Order:
    """The resources of a language by their scores."""

    def __init__(self, known: _Known, coverages: Mapping[str, tuple[float, PageEntry]]) -> None:
        pages = known.pages(coverages.keys())
        self.scores = known.matches.scores(pages)
        self.of_page = known.scored(pages, self.scores)
        found: defaultdict[str, list[int]] = defaultdict(list)
        for page in pages:
            found[known.entries[page].resource].append(page)
        self.pages: Mapping[str, list[int]] = found
        self.ranks = sorted(
            (-self._score(pages, known) * _factor(coverages[resource][1], known.today), resource)
            for resource, pages in self.pages.items()
        )

    def _score(self, pages: list[int], known: _Known) -> float:
        """What a resource scores: its best page and a share of the second; its pages are put in order."""
        if len(pages) == 1:
            return self.of_page[pages[0]]
        pages.sort(key=lambda page: (-self.of_page[page], known.entries[page].order))
        return self.of_page[pages[0]] + self.of_page[pages[1]] * SECOND_SHARE


def _factor(entry: PageEntry, today: str) -> float:
    """What a score is multiplied by for what is known of a resource."""
    return KIND_FACTORS.get(entry.kind, 1.0) * (OVERDUE_FACTOR if "" < entry.review_by < today else 1.0)


class Ranking(Listing):
    """The resources of one language that have enough of a question; put in order when somebody looks at one."""

    def __init__(self, known: _Known, coverages: Mapping[str, tuple[float, PageEntry]], language: str) -> None:
        self._known, self._coverages, self.language = known, coverages, language

    def __len__(self) -> int:
        return len(self._coverages)

    @cached_property
    def coverages(self) -> Collection[float]:
        """How much of the question each of them has, in no order."""
        return [share for share, _entry in self._coverages.values()]

    @property
    def resources(self) -> Collection[str]:
        """Which resources they are, in no order."""
        return self._coverages.keys()

    @property
    def facts(self) -> Iterable[PageEntry]:
        """What is known of each of them, in no order; all pages of a resource have its facts."""
        return (entry for _share, entry in self._coverages.values())

    @property
    def had(self) -> int:
        """The terms that any text of the language has, as bits."""
        return reduce(or_, set(self._known.masks.values()), 0)

    @property
    def complete(self) -> int:
        """How many of them have every word of the question."""
        return sum(map((1.0).__le__, self.coverages))

    def only(self, wanted: Callable[[PageEntry], bool]) -> Ranking:
        """Those that are wanted, judged by what is known of them."""
        kept = {resource: own for resource, own in self._coverages.items() if wanted(own[1])}
        return Ranking(self._known, kept, self.language)

    @cached_property
    def _order(self) -> _Order:
        return _Order(self._known, self._coverages)

    def at(self, place: int) -> Ranked:
        """The result at a place, counted from 0."""
        score, resource = self._order.ranks[place]
        places = tuple(map(self._place, self._order.pages[resource]))
        entry = self._known.entries[places[0].page]
        coverage = self._coverages[resource][0]
        return Ranked(resource, self.language, entry.kind, entry.topics, entry.regions, -score, coverage, places)

    def _place(self, page: int) -> Place:
        mask = self._known.masks[page]
        passages = self._order.scores.in_order(page)
        return Place(page, self._order.of_page[page], self._known.coverage[mask], passages, mask)


def rank(
    matches: Matches, asked: Question, entries: Mapping[int, PageEntry], today: str = "", least: Least = _anything
) -> Ranking:
    """Resources of one language, best first; only the pages in `entries` are looked at.

    `today` is a day as YYYY-MM-DD; what should have been reviewed before it counts less. `least` says, of how
    much of the question each resource has, how much is enough: the others are left out.
    """
    known = _Known(matches, asked, entries, today)
    best = known.best()
    share = least([own for own, _entry in best.values()])
    enough = {resource: own for resource, own in best.items() if own[0] >= share} if share else best
    return Ranking(known, enough, matches.language)
