"""Whom a change would be worth making for: a main topic, and half of what was asked at least."""

from __future__ import annotations

from typing import Any

from trainers.matching.factors import USEFUL
from trainers.matching.values import Need

from . import bits
from .columns import brings_a_main_topic, covered
from .open_gates import Gatekeeper


class Useful:
    """Remembers of whom this was already found out, by the topics asked."""

    def __init__(self, keeper: Gatekeeper) -> None:
        self._keeper = keeper
        self._known: dict[Any, tuple[int, int]] = {}

    def among(self, mask: int, need: Need) -> int:
        """Those of a set who would be useful for the topics of a request."""
        looked, useful = self._known.get(need.topics, (0, 0))
        new = bits.places(mask & ~looked)
        if new:
            main = brings_a_main_topic(self._keeper, need, new)
            share = covered(self._keeper, need, new)
            found = (place for place, brings, part in zip(new, main, share, strict=True) if brings and part >= USEFUL)
            useful |= bits.of(found, self._keeper.matrix.size)
            self._known[need.topics] = (looked | mask, useful)
        return mask & useful
