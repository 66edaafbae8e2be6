"""Points of many trainers for one request, each factor's in a list, so that two requests share what they can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trainers.matching.factors import FACTORS
from trainers.matching.values import Need

from .columns import VALUES
from .open_gates import Gatekeeper


class Scores:
    """The points of some trainers, for one request and for the same with something given up."""

    def __init__(self, keeper: Gatekeeper, places: Sequence[int], weights: Mapping[str, int]) -> None:
        self.keeper = keeper
        self.places = places
        self.weights = weights
        self._kept: dict[Any, list[float]] = {}

    def totals(self, need: Need) -> list[float]:
        """Each trainer's points in all, in the order of the places."""
        parts = [self._points(factor.code, need) for factor in FACTORS]
        return [sum(each) for each in zip(*parts, strict=True)]

    def _points(self, factor: str, need: Need) -> list[float]:
        values, reads = VALUES[factor]
        key = (factor, *(getattr(need, name) for name in reads))
        found = self._kept.get(key)
        if found is None:
            weight = self.weights[factor]
            found = self._kept[key] = [weight * value for value in values(self.keeper, need, self.places)]
        return found
