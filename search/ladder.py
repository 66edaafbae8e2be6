"""How much of the question a text must have: all words first, then most, then some. A table of steps. Pure."""

from __future__ import annotations

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
SHARES = tuple(step.share for step in STEPS)


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


def descend(ranked: Ranking) -> Found:
    """The results, and the step that they reach."""
    step = next(step for step in STEPS if step.share <= ranked.least)
    return Found(step, ranked, ranked.complete, ranked.coverage < STEPS[1].share, ranked.had)
