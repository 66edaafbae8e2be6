"""What other weights would change in recent runs, from the values of their factors alone. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trainers.matching.factors import FACTORS
from trainers.matching.lineup import SAME_SCORE
from trainers.matching.outcome import Bar, Outcome
from trainers.matching.rounding import TENTHS, shares, tenths
from trainers.matching.weights import DEFAULTS, TOTAL

MOST_RUNS: Final = 50
MOST_ROWS: Final = 20
FIRST_PLACES: Final = 3
MOST_EXAMPLES: Final = 3
CODES: Final = tuple(factor.code for factor in FACTORS)
LOAD: Final = CODES.index("load")
# In hundredths. What could point at one trainer or one pair of countries is kept in tenths.
FINE: Final = frozenset({"topics", "nearness", "languages", "experience"})
HUNDRED: Final = 100

Row = tuple[int, ...]
Run = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A run in which somebody else would come first: who does now, and who would, as bars under the new weights."""

    now: tuple[Bar, ...]
    then: tuple[Bar, ...]
    scores_before: tuple[float, float]
    scores_after: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Effect:
    """How many of some runs would begin with another, and how many would have others among the first three."""

    runs: int
    other_first: int
    other_three: int
    examples: tuple[Example, ...]


def values(outcome: Outcome) -> list[list[int]]:
    """What is kept of a run: what each factor was worth for the best, rounded, without a name or a need."""
    return [[_rounded(bar) for bar in match.bars] for match in outcome.matches[:MOST_ROWS]]


def _rounded(bar: Bar) -> int:
    step = 1 if bar.factor in FINE else 10
    return step * round(HUNDRED * bar.value / step)


def as_runs(kept: Iterable[Iterable[Iterable[int]]]) -> tuple[Run, ...]:
    """Runs as they were kept; one of another release, with more or fewer factors, is left out."""
    runs = (tuple(tuple(row) for row in run) for run in kept)
    return tuple(run for run in runs if run and all(len(row) == len(CODES) for row in run))


def effect(runs: Sequence[Run], before: Mapping[str, int], after: Mapping[str, int]) -> Effect:
    """What changes from some weights to others."""
    orders = [(run, in_order(run, before), in_order(run, after)) for run in runs]
    changed = [(run, old[0], new[0]) for run, old, new in orders if run[old[0]] != run[new[0]]]
    threes = [_three(run, old) != _three(run, new) for run, old, new in orders]
    told = [_example(run[now], run[then], before, after) for run, now, then in changed]
    told.sort(key=lambda each: each.scores_after[0] - each.scores_after[1])
    return Effect(len(runs), len(changed), sum(threes), tuple(told[:MOST_EXAMPLES]))


def _three(run: Run, order: Sequence[int]) -> list[Row]:
    return sorted(run[place] for place in order[:FIRST_PLACES])


def in_order(run: Run, weights: Mapping[str, int]) -> list[int]:
    """The places of a run's rows, the best first; within a point who has more hours free, as matching has it."""
    scores = [_score(row, weights) for row in run]
    left = sorted(range(len(run)), key=lambda place: -scores[place])
    falling = [-scores[place] for place in left]
    ordered: list[int] = []
    begins = 0
    while begins < len(left):
        ends = bisect_right(falling, falling[begins] + SAME_SCORE)
        ordered += sorted(left[begins:ends], key=lambda place: (-run[place][LOAD], place))
        begins = ends
    return ordered


def _score(row: Row, weights: Mapping[str, int]) -> int:
    return tenths(sum(weights[code] * value for code, value in zip(CODES, row, strict=True)) / HUNDRED)


def _example(now: Row, then: Row, before: Mapping[str, int], after: Mapping[str, int]) -> Example:
    old, new = (tuple(_score(row, weights) / TENTHS for row in (now, then)) for weights in (before, after))
    return Example(_bars(now, after), _bars(then, after), (old[0], old[1]), (new[0], new[1]))


def _bars(row: Row, weights: Mapping[str, int]) -> tuple[Bar, ...]:
    worth = [value / HUNDRED for value in row]
    points = shares([weights[code] * value for code, value in zip(CODES, worth, strict=True)])
    return tuple(Bar(*each) for each in zip(CODES, worth, (part / TENTHS for part in points), strict=True))


def balanced(weights: Mapping[str, int]) -> dict[str, int]:
    """The same weights in proportion, so that they sum to 100; those the site comes with where all are nothing."""
    total = sum(weights.values())
    if not total:
        return dict(DEFAULTS)
    parts = {code: TOTAL * weight / total for code, weight in weights.items()}
    whole = {code: int(part) for code, part in parts.items()}
    by_remainder = sorted(parts, key=lambda code: whole[code] - parts[code])
    for code in by_remainder[: TOTAL - sum(whole.values())]:
        whole[code] += 1
    return whole
