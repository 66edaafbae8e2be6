"""Points of many trainers for one request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainers.matching.factors import FACTORS
from trainers.matching.rounding import TENTHS, tenths
from trainers.matching.values import Need

from .columns import VALUES
from .open_gates import Gatekeeper

ALL = tuple(each.code for each in FACTORS)
FIRST = ("topics", "nearness", "languages")
"""What is cheap to look up and weighs most."""
AT_ONCE = 40


def totals(
    keeper: Gatekeeper,
    places: Sequence[int],
    need: Need,
    weights: Mapping[str, int],
    factors: Sequence[str] = ALL,
) -> list[float]:
    """Each trainer's points in all, or those of some factors, in the order of the places."""
    parts = []
    for factor in factors:
        weight = weights[factor]
        parts.append([weight * value for value in VALUES[factor][0](keeper, need, places)])
    return [sum(each) for each in zip(*parts, strict=True)]


def best(keeper: Gatekeeper, places: Sequence[int], need: Need, weights: Mapping[str, int]) -> float:
    """The best score as it is shown; who could not reach it whatever the other factors say is not looked at."""
    first = totals(keeper, places, need, weights, FIRST)
    hopeful = sorted(zip(first, places, strict=True), reverse=True)
    others = sum(weights.values()) - sum(weights[factor] for factor in FIRST)
    found = 0.0
    for begins in range(0, len(hopeful), AT_ONCE):
        some = hopeful[begins : begins + AT_ONCE]
        if some[0][0] + others < found:
            break
        found = max(found, *totals(keeper, [place for _, place in some], need, weights))
    return tenths(found) / TENTHS
