"""Whom a change would be worth making for: a main topic, and half of what was asked at least."""

from __future__ import annotations

from typing import Any

from trainers.matching.factors import USEFUL
from trainers.matching.values import Need

from . import bits
from .columns import bringing_a_main_topic, covered
from .open_gates import Gatekeeper


class Useful:
    """Remembers of whom this was already found out, by the topics asked."""

    def __init__(self, keeper: Gatekeeper) -> None:
        self._keeper = keeper
        self._known: dict[Any, tuple[int, int]] = {}

    def among(self, mask: int, need: Need) -> int:
        """Those of a set who would be useful for the topics of a request."""
        looked, useful = self._known.get(need.topics, (0, 0))
        new = mask & ~looked
        if new:
            main = bits.places(new & bringing_a_main_topic(self._keeper, need))
            shares = zip(main, covered(self._keeper, need, main), strict=True)
            useful |= bits.of((place for place, share in shares if share >= USEFUL), self._keeper.matrix.size)
            self._known[need.topics] = (looked | mask, useful)
        return mask & useful
