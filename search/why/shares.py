"""What each word adds to a score. The score of several words is the sum of each alone, so each is asked alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.engines import weights
from search.engines.protocol import Matches, PageEntry, SearchEngine
from search.ranking import (
    COVERAGE_POWER,
    KIND_FACTORS,
    OVERDUE_FACTOR,
    SECOND_SHARE,
    TITLE_SHARE,
    Place,
    Ranked,
    term_weights,
)
from search.terms import Question, Term

# Of how many pages of a resource the score counts.
PAGES_COUNTED = 2


@dataclass(frozen=True)
class Alone:
    """What one word finds by itself: the score of each passage and of each page's title."""

    passages: Mapping[int, float]
    titles: Mapping[int, float]


@dataclass(frozen=True)
class Apart:
    """A question word by word: what each of `Question.looked_for` finds alone, and its single signs together.

    `weights` says how telling each of its own words is, `total` how many passages the language has.
    """

    asked: Question
    matches: Matches
    words: tuple[Alone, ...]
    signs: tuple[Alone, ...]
    weights: tuple[float, ...]

    @property
    def total(self) -> int:
        """How many passages the language has."""
        return self.matches.total


class Share(NamedTuple):
    """What one word adds to the score of a resource, by where it does; all factors are in it.

    `text` is the best passage of its best page, `second` the second one there, `title` the page's title,
    summary and topics, `other` all of its second page.
    """

    text: float = 0.0
    second: float = 0.0
    title: float = 0.0
    other: float = 0.0

    @property
    def points(self) -> float:
        """All of it."""
        return self.text + self.second + self.title + self.other


def apart(engine: SearchEngine, asked: Question) -> Apart:
    """Ask for a question, and for each of its words alone.

    Raises IndexUnavailableError when the engine does not answer.
    """
    whole = engine.match(asked)
    words = tuple(_alone(engine, asked.language, term) for term in asked.looked_for)
    signs = tuple(_alone(engine, asked.language, Term((form,), weight=weights.HINT)) for form in asked.hints)
    return Apart(asked, whole, words, signs, tuple(term_weights(whole, len(asked.terms))))


def _alone(engine: SearchEngine, language: str, term: Term) -> Alone:
    found = engine.match(Question(language, (term,)))
    return Alone({hit.passage: hit.score for hit in found.passages}, {hit.page: hit.score for hit in found.titles})


def kind_factor(kind: str) -> float:
    """By how much the kind of a text changes its score."""
    return KIND_FACTORS.get(kind, 1.0)


def overdue_factor(review_by: str, today: str) -> float:
    """By how much a review that is overdue changes a score; both days as YYYY-MM-DD."""
    return OVERDUE_FACTOR if "" < review_by < today else 1.0


def shares(ranked: Ranked, entry: PageEntry, found: Apart, today: str) -> tuple[Share, ...]:
    """For each of `Question.looked_for`, and last for all single signs together, what it adds to the score.

    `entry` is of the best page of the resource.
    """
    factor = kind_factor(entry.kind) * overdue_factor(entry.review_by, today)
    places = ranked.places[:PAGES_COUNTED]
    each = [_share(places, word, factor) for word in found.words]
    return (*each, _together([_share(places, sign, factor) for sign in found.signs]))


def _share(places: Sequence[Place], found: Alone, factor: float) -> Share:
    first, *rest = (_of_place(place, found, factor) for place in places)
    return first._replace(other=SECOND_SHARE * sum(share.points for share in rest))


def _of_place(place: Place, found: Alone, factor: float) -> Share:
    factor *= place.coverage**COVERAGE_POWER
    best, second = [found.passages.get(passage, 0.0) for passage in (*place.passages[:2], -1, -1)][:2]
    title = TITLE_SHARE * found.titles.get(place.page, 0.0)
    return Share(best * factor, SECOND_SHARE * second * factor, title * factor)


def _together(several: Sequence[Share]) -> Share:
    return Share(*(sum(part) for part in zip(*several, strict=True))) if several else Share()


def in_hundredths(parts: Sequence[float]) -> list[int]:
    """The parts rounded so that what is shown of them adds up to their sum as it is shown."""
    whole = round(sum(parts) * 100)
    low = [int(part * 100) for part in parts]
    nearest = sorted(range(len(parts)), key=lambda at: low[at] - parts[at] * 100)
    for at in nearest[: max(0, whole - sum(low))]:
        low[at] += 1
    return low
