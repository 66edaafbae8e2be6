"""How much of the question a text must have: all words first, then most, then some. A table of steps. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .listing import Listing
from .ranking import Ranking

# Three pages of results.
ENOUGH = 30


@dataclass(frozen=True)
class Step:
    """A step of the ladder: the share of the question, by the weight of its words, that a text must have."""

    name: str
    share: float


STEPS = (Step("all", 1.0), Step("most", 0.5), Step("some", 0.0))


@dataclass(frozen=True)
class Found:
    """What one language has to say: the step that it came down to, and how many texts have every word.

    `loose` says that even the best text has less than most of the question; `had` are the terms that any text
    has, as bits.
    """

    step: Step
    results: Listing
    complete: int
    loose: bool = False
    had: int = 0


def least(coverages: Collection[float]) -> float:
    """The share of the first step that enough texts reach, of the shares that they have."""
    for step in STEPS[:-1]:
        if sum(map(step.share.__le__, coverages)) >= ENOUGH:
            return step.share
    return STEPS[-1].share


def descend(ranked: Ranking) -> Found:
    """The results, and the first step that enough of them reach, else the last."""
    shares = ranked.coverages
    reached = least(shares)
    step = next(step for step in STEPS if step.share <= reached)
    loose = max(shares, default=0.0) < STEPS[1].share
    return Found(step, ranked, ranked.complete, loose, ranked.had)
