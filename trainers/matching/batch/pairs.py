"""Who may take which request, at which score, and how many requests a trainer's hours are enough for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trainers.matching.matrix import bits, scoring
from trainers.matching.matrix.open_gates import Gatekeeper
from trainers.matching.ranking import sifted

from .values import Asking


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs that pass every gate and have the topics: for each request its trainers with their points."""

    keeper: Gatekeeper
    asking: Sequence[Asking]
    points: Sequence[Mapping[int, float]]
    reserved: dict[int, int] = field(default_factory=dict)
    """Hours that are spoken for by those who accepted, and by teams."""
    held: dict[int, int] = field(default_factory=dict)
    """How many requests these are."""

    def reserve(self, trainer: int, hours: int) -> None:
        """Keep hours of a trainer for one request."""
        self.reserved[trainer] = self.reserved.get(trainer, 0) + hours
        self.held[trainer] = self.held.get(trainer, 0) + 1

    def hours_left(self, trainer: int) -> int:
        """Hours that nobody has spoken for."""
        return self.keeper.matrix.candidates[trainer].capacity.left - self.reserved.get(trainer, 0)

    def places(self, trainer: int, hours: Iterable[int], most: int) -> tuple[int, int]:
        """How many more requests a trainer can take: the longest of those they may take, and the shortest."""
        room, falling = max(0, most - self.held.get(trainer, 0)), sorted(hours, reverse=True)
        left = self.hours_left(trainer)
        return fitting(falling[:room], left), fitting(falling[::-1][:room], left)


def pairs(keeper: Gatekeeper, asking: Sequence[Asking], weights: Mapping[str, int]) -> Pairs:
    """Put all trainers to the gates of every request, and score those who pass."""
    return Pairs(keeper, asking, [_points(keeper, each, weights) for each in asking])


def fitting(hours: Iterable[int], left: int) -> int:
    """How many of these fit into so many hours, one after the other."""
    places = 0
    for asked in hours:
        left -= asked
        if left < 0:
            break
        places += 1
    return places


def anew(known: Pairs) -> Pairs:
    """The same pairs with no hour spoken for: to give out places once more in another manner."""
    return Pairs(known.keeper, known.asking, known.points)


def _points(keeper: Gatekeeper, asking: Asking, weights: Mapping[str, int]) -> dict[int, float]:
    _, _, shown = sifted(keeper, asking.need)
    out = {keeper.matrix.place[each] for each in asking.without & keeper.matrix.place.keys()}
    places = [place for place in bits.places(shown) if place not in out]
    totals = scoring.totals(keeper, places, asking.need, weights)
    return dict(zip(places, totals, strict=True))
