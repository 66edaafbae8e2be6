"""Everyone who fits, in order; the words about one of them are found when they are read."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from .outcome import Match
from .values import Candidate

SAME_SCORE = 10
"""Within one point, in tenths, the less loaded trainer goes first."""


class Scored(NamedTuple):
    """A trainer with the score in tenths."""

    candidate: Candidate
    tenths: int


def load(candidate: Candidate) -> float:
    """The share of their hours that is spoken for."""
    room = candidate.capacity
    return room.committed_hours / room.hours_per_quarter if room.hours_per_quarter else 1.0


def drawn(identifier: str, seed: int) -> str:
    """A draw that is the same for the same seed, whatever the database's order."""
    return hashlib.sha256(f"{seed}:{identifier}".encode()).hexdigest()


def in_order(scored: Iterable[Scored], seed: int) -> list[Scored]:
    """The best score first; within a point the lower load, then chance drawn from the seed."""
    left = sorted(scored, key=lambda each: -each.tenths)
    falling = [-each.tenths for each in left]
    ordered: list[Scored] = []
    begins = 0
    while begins < len(left):
        ends = bisect_right(falling, falling[begins] + SAME_SCORE)
        ordered += sorted(left[begins:ends], key=lambda each: _within(each, seed))
        begins = ends
    return ordered


def _within(each: Scored, seed: int) -> tuple[float, str]:
    return load(each.candidate), drawn(each.candidate.id, seed)


class Lineup(Sequence[Match]):
    """The matches in order."""

    def __init__(self, ordered: Sequence[Scored], seed: int, tell: Callable[[Candidate], Match]) -> None:
        self.ordered = ordered
        self.seed = seed
        self._tell = tell
        self._told: dict[int, Match] = {}
        self._falling: list[Scored] = sorted(ordered, key=lambda each: -each.tenths)

    def __len__(self) -> int:
        return len(self.ordered)

    def __iter__(self) -> Iterator[Match]:
        return (self._match(place) for place in range(len(self.ordered)))

    @overload
    def __getitem__(self, at: int) -> Match: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Match, ...]: ...

    def __getitem__(self, at: int | slice) -> Match | tuple[Match, ...]:
        places = range(len(self.ordered))[at]
        return self._match(places) if isinstance(places, int) else tuple(self._match(place) for place in places)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(each.candidate.id for each in self.ordered))

    def _match(self, place: int) -> Match:
        found = self._told.get(place)
        if found is None:
            found = self._told[place] = self._tell(self.ordered[place].candidate)
        return found

    def place_with(self, place: int, tenths: int) -> int:
        """The place, from 0, that the trainer in a place would have with another score, all else equal."""
        mine = self.ordered[place].candidate
        others = [each for each in self._falling if each.candidate is not mine]
        falling = [-each.tenths for each in others]
        begins = 0
        while begins < len(others) and tenths < others[begins].tenths - SAME_SCORE:
            begins = bisect_right(falling, falling[begins] + SAME_SCORE)
        # Whoever leads the points decides who is within one of them.
        leads = max(tenths, others[begins].tenths) if begins < len(others) else tenths
        ends = bisect_right(falling, SAME_SCORE - leads)
        me = _within(Scored(mine, tenths), self.seed)
        return begins + sum(_within(each, self.seed) < me for each in others[begins:ends])
