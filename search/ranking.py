"""From what matched to an order: score of a passage, a page, a resource; how much of the question each has. Pure."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from .engines.protocol import Matches, PageEntry
from .terms import Question

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


class Place(NamedTuple):
    """A page of a resource that matched, with its best passages, best first."""

    page: int
    score: float
    coverage: float
    passages: tuple[int, ...] = ()
    mask: int = 0


class Ranked(NamedTuple):
    """A resource in one language: its score, how much of the question its best page has, where."""

    resource: str
    language: str
    kind: str
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    score: float
    coverage: float
    places: tuple[Place, ...]


class _Page:
    """What a page has; of each passage the score, negative, so that the best comes first, and the number."""

    __slots__ = ("mask", "passages", "title")

    def __init__(self) -> None:
        self.mask, self.title = 0, 0.0
        self.passages: list[tuple[float, int]] = []

    def text(self) -> float:
        """The best passage and a share of the second."""
        self.passages.sort()
        if len(self.passages) > 1:
            return -self.passages[0][0] - self.passages[1][0] * SECOND_SHARE
        return -self.passages[0][0] if self.passages else 0.0


_MASK = itemgetter(2)
_NUMBER = itemgetter(1)
_COVERAGE = itemgetter(2)


def term_weights(matches: Matches, terms: int) -> list[float]:
    """How telling each term is: rare ones more, those that no text has the most; none counts for nothing."""
    counts = [0] * terms
    for mask, many in Counter(map(_MASK, matches.passages)).items():
        for bit in _bits(mask & ((1 << terms) - 1)):
            counts[bit] += many
    return [1 + math.log(1 + (matches.total - count + 0.5) / (count + 0.5)) for count in counts]


def _bits(mask: int) -> Iterable[int]:
    at = 0
    while mask:
        if mask & 1:
            yield at
        mask >>= 1
        at += 1


def _pages(matches: Matches, entries: Mapping[int, PageEntry]) -> dict[int, _Page]:
    """The pages that matched and may be seen."""
    pages: dict[int, _Page] = defaultdict(_Page)
    for page, passage, mask, score in matches.passages:
        if page in entries:
            found = pages[page]
            found.mask |= mask
            found.passages.append((-score, passage))
    for title in matches.titles:
        if title.page in entries:
            pages[title.page].mask |= title.mask
            pages[title.page].title = title.score
    return pages


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


def _place(page: int, found: _Page, coverage_of: _Coverage) -> Place:
    coverage = coverage_of(found.mask)
    score = (found.text() + TITLE_SHARE * found.title) * coverage**COVERAGE_POWER
    return Place(page, score, coverage, tuple(map(_NUMBER, found.passages)), found.mask)


def _best(pages: Mapping[int, _Page], entries: Mapping[int, PageEntry], coverage_of: _Coverage) -> dict[str, float]:
    """How much of the question the best page of each resource has."""
    best: dict[str, float] = {}
    for page, found in pages.items():
        resource, coverage = entries[page].resource, coverage_of(found.mask)
        if coverage >= best.get(resource, 0.0):
            best[resource] = coverage
    return best


def rank(
    matches: Matches, asked: Question, entries: Mapping[int, PageEntry], today: str = "", least: Least = _anything
) -> list[Ranked]:
    """Resources of one language, best first; only the pages in `entries` are looked at.

    `today` is a day as YYYY-MM-DD; what should have been reviewed before it counts less. `least` says, of how
    much of the question each resource has, how much is enough: the others are left out before they are scored.
    """
    coverage_of = _Coverage(asked, term_weights(matches, len(asked.terms)))
    pages = _pages(matches, entries)
    best = _best(pages, entries, coverage_of)
    share = least(best.values())
    places: dict[str, list[Place]] = defaultdict(list)
    for page, found in pages.items():
        resource = entries[page].resource
        if best[resource] >= share:
            places[resource].append(_place(page, found, coverage_of))
    ranked = [_fold(resource, found, matches.language, entries, today) for resource, found in places.items()]
    return sorted(ranked, key=lambda each: (-each.score, each.resource))


def _fold(resource: str, places: list[Place], language: str, entries: Mapping[int, PageEntry], today: str) -> Ranked:
    """One result of all the pages of a resource that matched."""
    score = places[0].score
    if len(places) > 1:
        places.sort(key=lambda place: (-place.score, entries[place.page].order))
        score = places[0].score + places[1].score * SECOND_SHARE
    entry = entries[places[0].page]
    factor = KIND_FACTORS.get(entry.kind, 1.0) * (OVERDUE_FACTOR if "" < entry.review_by < today else 1.0)
    return Ranked(
        resource,
        language,
        entry.kind,
        entry.topics,
        entry.regions,
        score * factor,
        max(places, key=_COVERAGE).coverage if len(places) > 1 else places[0].coverage,
        tuple(places),
    )
