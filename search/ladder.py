"""How much of the question a text must have: all words first, then most, then some. A table of steps. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from .ranking import Ranked

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
    """What one language has to say: the step that it came down to, and how many texts have every word."""

    step: Step
    results: tuple[Ranked, ...]
    complete: int

    @cached_property
    def loose(self) -> bool:
        """Whether even the best text has less than most of the question."""
        return not self.results or max(each.coverage for each in self.results) < STEPS[1].share


def least(coverages: Collection[float]) -> float:
    """The share of the first step that enough texts reach, of the shares that they have."""
    for step in STEPS[:-1]:
        if sum(each >= step.share for each in coverages) >= ENOUGH:
            return step.share
    return STEPS[-1].share


def descend(ranked: Sequence[Ranked]) -> Found:
    """The results of the first step with enough of them, else of the last."""
    complete = sum(each.coverage >= 1 for each in ranked)
    for step in STEPS:
        kept = tuple(each for each in ranked if each.coverage >= step.share)
        if len(kept) >= ENOUGH or step is STEPS[-1]:
            break
    return Found(step, kept, complete)
