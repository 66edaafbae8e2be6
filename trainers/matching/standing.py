"""What a trainer's place rests on: where they would stand without the strongest part of their score."""

from __future__ import annotations

from dataclasses import dataclass

from .lineup import Lineup
from .outcome import Bar, Outcome
from .rounding import TENTHS


@dataclass(frozen=True, slots=True)
class Standing:
    """A trainer's place, from 1, the factor that adds most, and the place without what it adds."""

    place: int
    factor: str
    points: float
    place_without: int


def standing(outcome: Outcome, place: int) -> Standing:
    """What the match in a place, counted from 0, rests on.

    Raises TypeError for an answer that was not ranked here.
    """
    if not isinstance(outcome.matches, Lineup):
        raise TypeError("only a ranked answer knows what its places rest on")
    top = strongest(outcome.matches[place].bars)
    left = outcome.matches.ordered[place].tenths - round(TENTHS * top.points)
    return Standing(place + 1, top.factor, top.points, outcome.matches.place_with(place, left) + 1)


def strongest(bars: tuple[Bar, ...]) -> Bar:
    """The part that adds most, the first of several."""
    return max(bars, key=lambda bar: bar.points)
