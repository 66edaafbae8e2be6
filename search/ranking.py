"""From what matched to an order: score of a passage, a page, a resource; how much of the question each has. Pure."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .engines.protocol import Matches, PageEntry, PassageHit

SECOND_SHARE = 0.15
TITLE_SHARE = 1.25
COVERAGE_POWER = 0.5
# A glossary entry explains a word; who asks a question wants what to do. Modest on purpose.
KIND_FACTORS: Mapping[str, float] = {"glossary": 0.9}
# Advice past its review date may be right all the same: it gives way to what is as good and was looked at.
OVERDUE_FACTOR = 0.85


@dataclass(frozen=True)
class Place:
    """A page of a resource that matched, with its best passages, best first."""

    page: int
    score: float
    coverage: float
    passages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ranked:
    """A resource in one language: its score, how much of the question its best page has, where."""

    resource: str
    language: str
    kind: str
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    score: float
    coverage: float
    places: tuple[Place, ...]


@dataclass
class _Page:
    mask: int = 0
    title: float = 0.0
    passages: list[PassageHit] = field(default_factory=list)

    @property
    def text(self) -> float:
        """The best passage and a share of the second."""
        best = sorted((hit.score for hit in self.passages), reverse=True)[:2]
        return sum(score * share for score, share in zip(best, (1.0, SECOND_SHARE), strict=False))


def term_weights(matches: Matches, terms: int) -> list[float]:
    """How telling each term is: rare ones more, those that no text has the most; none counts for nothing."""
    counts = Counter(bit for hit in matches.passages for bit in _bits(hit.mask))
    return [1 + math.log(1 + (matches.total - counts[at] + 0.5) / (counts[at] + 0.5)) for at in range(terms)]


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
    for hit in matches.passages:
        if hit.page in entries:
            pages[hit.page].mask |= hit.mask
            pages[hit.page].passages.append(hit)
    for title in matches.titles:
        if title.page in entries:
            pages[title.page].mask |= title.mask
            pages[title.page].title = title.score
    return pages


def _place(page: int, found: _Page, weights: Sequence[float]) -> Place:
    full = found.mask == (1 << len(weights)) - 1
    coverage = 1.0 if full else sum(weights[bit] for bit in _bits(found.mask)) / (sum(weights) or 1.0)
    score = (found.text + TITLE_SHARE * found.title) * coverage**COVERAGE_POWER
    passages = sorted(found.passages, key=lambda hit: (-hit.score, hit.passage))
    return Place(page, score, coverage, tuple(hit.passage for hit in passages))


def rank(matches: Matches, terms: int, entries: Mapping[int, PageEntry], today: str = "") -> list[Ranked]:
    """Resources of one language, best first; only the pages in `entries` are looked at.

    `today` is a day as YYYY-MM-DD; what should have been reviewed before it counts less.
    """
    weights = term_weights(matches, terms)
    places: dict[str, list[Place]] = defaultdict(list)
    for page, found in _pages(matches, entries).items():
        places[entries[page].resource].append(_place(page, found, weights))
    ranked = [_fold(resource, found, matches.language, entries, today) for resource, found in places.items()]
    return sorted(ranked, key=lambda each: (-each.score, each.resource))


def _fold(resource: str, places: list[Place], language: str, entries: Mapping[int, PageEntry], today: str) -> Ranked:
    """One result of all the pages of a resource that matched."""
    places = sorted(places, key=lambda place: (-place.score, entries[place.page].order))
    entry = entries[places[0].page]
    factor = KIND_FACTORS.get(entry.kind, 1.0) * (OVERDUE_FACTOR if "" < entry.review_by < today else 1.0)
    score = sum(place.score * share for place, share in zip(places, (1.0, SECOND_SHARE), strict=False))
    return Ranked(
        resource,
        language,
        entry.kind,
        entry.topics,
        entry.regions,
        score * factor,
        max(place.coverage for place in places),
        tuple(places),
    )
