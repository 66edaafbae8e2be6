"""How much of a question a text has, by how telling its words are. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from .engines.protocol import Matches
from .terms import Question

# A text that says the same in other words has nearly what was asked.
MEANT_SHARE = 0.9


def term_weights(matches: Matches, terms: int) -> list[float]:
    """How telling each term is: rare ones more, those that no text has the most; none counts for nothing."""
    return [1 + math.log(1 + (matches.total - count + 0.5) / (count + 0.5)) for count in matches.counts(terms)]


def _bits(mask: int) -> Iterable[int]:
    at = 0
    while mask:
        if mask & 1:
            yield at
        mask >>= 1
        at += 1


class Coverage:
    """How much of a question a set of hits has, by the weight of its words; remembered by mask."""

    def __init__(self, asked: Question, weights: Sequence[float]) -> None:
        self.asked, self.weights, self.all = asked, weights, (1 << len(asked.terms)) - 1
        self.total = sum(weights) or 1.0
        self._known: dict[int, float] = {}

    def __call__(self, mask: int) -> float:
        if mask not in self._known:
            self._known[mask] = self._of(mask)
        return self._known[mask]

    def _of(self, mask: int) -> float:
        own, meant = mask & self.all, 0
        for at in _bits(mask >> len(self.asked.terms)):
            meant |= self.asked.covers[at]
        if own == self.all:
            return 1.0
        gained = sum(self.weights[bit] for bit in _bits(own))
        return (gained + MEANT_SHARE * sum(self.weights[bit] for bit in _bits(meant & ~own))) / self.total
