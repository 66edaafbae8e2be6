"""From what matched to an order: score of a passage, a page, a resource; how much of the question each has. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from functools import cached_property, reduce
from heapq import nlargest
from operator import or_
from typing import NamedTuple, cast

from .catalogue import catalogue
from .coverage import Coverage, term_weights
from .engines.protocol import Matches, PageEntry, Scores
from .listing import Listing, Place, Ranked
from .terms import Question

__all__ = ["Place", "Ranked", "Ranking", "rank", "term_weights"]

SECOND_SHARE = 0.15
TITLE_SHARE = 1.25
COVERAGE_POWER = 1.0
# A glossary entry explains a word; who asks a question wants what to do. Modest on purpose.
KIND_FACTORS: Mapping[str, float] = {"glossary": 0.9}
# Advice past its review date may be right all the same: it gives way to what is as good and was looked at.
OVERDUE_FACTOR = 0.85
# So many are put in order at first.
FIRST_RANKED = 64


class _Reached(NamedTuple):
    """What has at least a share of a question: its pages with their terms, of each resource the page with the most."""

    least: float
    pages: dict[int, int]
    best: Mapping[str, int]


class _Known:
    """What one language answers: which terms its pages have, and what they score once somebody asks for it."""

    def __init__(self, matches: Matches, asked: Question, entries: Mapping[int, PageEntry], today: str) -> None:
        self.matches, self.catalogue, self.entries, self.today = matches, catalogue(entries), entries, today
        self.masks = matches.by_mask()
        masks, needed = self.masks.known, asked.needed
        # The pages that have all that is quoted, unless none has.
        masks = {mask for mask in masks if mask & needed == needed} or masks if needed else masks
        coverage_of = Coverage(asked, term_weights(matches, len(asked.terms)))
        self.coverage = {mask: coverage_of(mask) for mask in masks}
        self.had = reduce(or_, masks, 0)

    def reaching(self, least: float) -> _Reached:
        """What has so much of the question."""
        pages = self.masks.of({mask for mask, share in self.coverage.items() if share >= least})
        # The first page of a resource tells of it, but where another has more of the question.
        told = list(pages)
        told.reverse()
        best = cast(dict[str, int], dict(zip(map(self.catalogue.resource_of.get, told), told, strict=True)))
        # Pages that may not be seen are of no resource.
        best.pop(cast(str, None), None)
        for page in filter(self.catalogue.kin.__contains__, pages) if self.catalogue.kin else ():
            resource = self.catalogue.resource_of[page]
            if self.coverage[pages[page]] > self.coverage[pages[best[resource]]]:
                best[resource] = page
        return _Reached(least, pages, best)

    def pages(self, reached: _Reached) -> dict[int, int]:
        """All pages of what was reached that have anything of the question, each with its terms."""
        resource_of, best = self.catalogue.resource_of.get, reached.best
        pages = reached.pages
        if len(pages) != len(best):
            pages = {page: mask for page, mask in pages.items() if resource_of(page) in best}
        if not self.catalogue.kin or not reached.least:
            return pages
        less = self.masks.of({mask for mask, share in self.coverage.items() if share < reached.least})
        kin = self.catalogue.kin.intersection(less)
        return pages | {page: less[page] for page in kin if resource_of(page) in best}

    def scored(self, pages: Mapping[int, int], scores: Scores) -> dict[int, float]:
        """The best passage, a share of the second and the title, by how much of the question each page has."""
        # One loop over thousands of pages: a call for each would cost more than all that it does.
        best, second, titles = scores.best.get, scores.second.get, scores.titles.get
        weighed = {mask: share**COVERAGE_POWER for mask, share in self.coverage.items()}
        return {
            page: (best(page, 0.0) + second(page, 0.0) * SECOND_SHARE + titles(page, 0.0) * TITLE_SHARE) * weighed[mask]
            for page, mask in pages.items()
        }


class _Order:
    """The resources of a language by their scores."""

    def __init__(self, known: _Known, reached: _Reached) -> None:
        self.known, self.best = known, reached.best
        self.masks = known.pages(reached)
        self.scores = known.matches.scores(self.masks)
        self.of_page = known.scored(self.masks, self.scores)
        resource_of = known.catalogue.resource_of.__getitem__
        # Most resources of most libraries are one page: they are looked at all at once, the others one by one.
        self.totals = dict(zip(map(resource_of, self.of_page), self.of_page.values(), strict=True))
        self.several = self._several() if len(self.totals) < len(self.of_page) else {}
        factors = known.catalogue.factors(known.today, _factor)
        for resource, page in self.best.items() if factors else ():
            self.totals[resource] *= factors.get(page, 1.0)
        self._ranks: list[tuple[float, str]] = []

    def _several(self) -> dict[str, list[int]]:
        """The pages of resources that have more than one, the best first; their scores are put together."""
        entries, found = self.known.entries, defaultdict(list)
        for page in filter(self.known.catalogue.kin.__contains__, self.of_page):
            found[entries[page].resource].append(page)
        for resource, pages in found.items():
            pages.sort(key=lambda page: (-self.of_page[page], entries[page].order))
            second = self.of_page[pages[1]] * SECOND_SHARE if len(pages) > 1 else 0.0
            self.totals[resource] = self.of_page[pages[0]] + second
        return found

    def at(self, place: int) -> tuple[float, str]:
        """The score and the name of the resource at a place; hardly anybody looks at more than the first."""
        if place >= len(self._ranks):
            self._ranks = self._first(max(FIRST_RANKED, 4 * place))
        score, resource = self._ranks[place]
        return -score, resource

    def _first(self, many: int) -> list[tuple[float, str]]:
        found = self.totals.items()
        if many < len(found):
            least = nlargest(many, self.totals.values())[-1]
            return sorted((-score, resource) for resource, score in found if score >= least)
        return sorted((-score, resource) for resource, score in found)

    def places(self, resource: str) -> tuple[Place, ...]:
        """The pages of a resource that matched, the best first."""
        return tuple(map(self._place, self.several.get(resource) or [self.best[resource]]))

    def _place(self, page: int) -> Place:
        mask = self.masks[page]
        return Place(page, self.of_page[page], self.known.coverage[mask], self.scores.in_order(page), mask)


def _factor(entry: PageEntry, today: str) -> float:
    """What a score is multiplied by for what is known of a resource."""
    return KIND_FACTORS.get(entry.kind, 1.0) * (OVERDUE_FACTOR if "" < entry.review_by < today else 1.0)


class Ranking(Listing):
    """The resources of one language that have enough of a question; put in order when somebody looks at one."""

    def __init__(self, known: _Known, reached: _Reached, language: str) -> None:
        self._known, self._reached, self.language = known, reached, language

    def __len__(self) -> int:
        return len(self._reached.best)

    @property
    def least(self) -> float:
        """How much of the question each of them has at least."""
        return self._reached.least

    @cached_property
    def _coverages(self) -> Collection[float]:
        coverage, masks = self._known.coverage, self._reached.pages
        return [coverage[masks[page]] for page in self._reached.best.values()]

    @property
    def coverage(self) -> float:
        """How much of the question any of them has at most."""
        return 1.0 if self.least >= 1 and self._reached.best else max(self._coverages, default=0.0)

    @property
    def complete(self) -> int:
        """How many of them have every word of the question."""
        return len(self) if self.least >= 1 else sum(map((1.0).__le__, self._coverages))

    @property
    def had(self) -> int:
        """The terms that any text of the language has, as bits."""
        return self._known.had

    @property
    def resources(self) -> Collection[str]:
        """Which resources they are, in no order."""
        return self._reached.best.keys()

    @property
    def pages(self) -> Collection[int]:
        """A page of each of them, in no order; all pages of a resource have its facts."""
        return self._reached.best.values()

    def only(self, wanted: Callable[[int], bool]) -> Ranking:
        """Those that are wanted, judged by a page of each."""
        kept = {resource: page for resource, page in self._reached.best.items() if wanted(page)}
        return Ranking(self._known, self._reached._replace(best=kept), self.language)

    def without(self, resources: Set[str]) -> Ranking:
        """Those that are none of these."""
        best = self._reached.best
        if resources.isdisjoint(best):
            return self
        kept = {resource: page for resource, page in best.items() if resource not in resources}
        return Ranking(self._known, self._reached._replace(best=kept), self.language)

    @cached_property
    def _order(self) -> _Order:
        return _Order(self._known, self._reached)

    def at(self, place: int) -> Ranked:
        """The result at a place, counted from 0."""
        score, resource = self._order.at(place)
        places = self._order.places(resource)
        entry = self._known.entries[places[0].page]
        coverage = self._known.coverage[self._reached.pages[self._reached.best[resource]]]
        return Ranked(resource, self.language, entry.kind, entry.topics, entry.regions, score, coverage, places)


def rank(
    matches: Matches,
    asked: Question,
    entries: Mapping[int, PageEntry],
    today: str = "",
    shares: Sequence[float] = (0.0,),
    enough: int = 0,
) -> Ranking:
    """Resources of one language, best first; only the pages in `entries` are looked at.

    `today` is a day as YYYY-MM-DD; what should have been reviewed before it counts less. Those that have less of
    the question than the first of `shares` that `enough` resources reach are left out; the last is always enough.
    """
    known = _Known(matches, asked, entries, today)
    reached = next((found for least in shares[:-1] if len((found := known.reaching(least)).best) >= enough), None)
    return Ranking(known, reached or known.reaching(shares[-1]), matches.language)
