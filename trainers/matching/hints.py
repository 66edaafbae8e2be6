"""What a requester could give up, and what that would bring: one safe thing at a time, or two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from .matrix import bits, scoring
from .matrix.columns import bringing_a_main_topic
from .matrix.open_gates import Gatekeeper
from .matrix.useful import Useful
from .outcome import Count, Hint
from .relaxing import Relaxation, both, relaxations
from .values import Need, Situation

BLUR_UNDER = 3
MOST_PAIRS = 3


class Found(NamedTuple):
    """Something given up with those whom it would bring, and those whom it brings beyond what its parts bring."""

    option: Relaxation
    newcomers: int
    beyond: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Everyone who could become a useful match and is none now."""

    keeper: Gatekeeper
    seen: int
    shown: int
    useful: Useful

    def newcomers(self, need: Need) -> int:
        """Those who would be useful matches of another request."""
        others = self.seen & ~self.shown & bringing_a_main_topic(self.keeper, need)
        return self.useful.among(self.keeper.eligible(need, others), need)


def hints(
    keeper: Gatekeeper, need: Need, seen: int, shown: int, weights: Mapping[str, int]
) -> tuple[tuple[Hint, ...], tuple[Hint, ...]]:
    """The single things and the pairs that would bring useful matches, the most for the least cost first."""
    reach = Reach(keeper, seen, shown, Useful(keeper))
    singles = {option: reach.newcomers(option.need) for option in relaxations(need)}
    alone = _best_first([Found(option, brought, brought) for option, brought in singles.items() if brought])
    pairs = _best_first([pair for pair in _pairs(singles, reach) if _may_be_told(pair, keeper.situation)])
    told = tuple(_told([*alone, *pairs[:MOST_PAIRS]], keeper, weights))
    return told[: len(alone)], told[len(alone) :]


def _pairs(singles: Mapping[Relaxation, int], reach: Reach) -> Iterator[Found]:
    for one, other in combinations(singles, 2):
        pair = both(one, other)
        if pair is not None:
            newcomers = reach.newcomers(pair.need)
            yield Found(pair, newcomers, newcomers & ~singles[one] & ~singles[other])


def _may_be_told(pair: Found, situation: Situation) -> bool:
    # Told beside its parts, a pair that brings one person more would point at that person.
    return pair.beyond.bit_count() >= (1 if situation.at_desk else BLUR_UNDER)


def _best_first(found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=lambda each: (-each.beyond.bit_count() / each.option.cost, each.option.cost))


def _told(told: Sequence[Found], keeper: Gatekeeper, weights: Mapping[str, int]) -> Iterator[Hint]:
    for each in told:
        gain = blur(each.newcomers.bit_count(), keeper.situation)
        best = None if gain.blurred else scoring.best(keeper, bits.places(each.newcomers), each.option.need, weights)
        yield Hint(each.option.change, gain, best, each.option.also)


def blur(number: int, situation: Situation) -> Count:
    """A count as this reader may see it: under three, a requester learns only that."""
    if situation.at_desk or number >= BLUR_UNDER:
        return Count(number)
    return Count(BLUR_UNDER - 1, blurred=True)
