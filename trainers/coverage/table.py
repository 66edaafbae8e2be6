"""How many listed trainers there are for each region and topic, small numbers said coarsely. Pure.

It counts nobody but those who stand in the directory, by what they show there: each number is that of a list anyone
can open. Coarse are the small ones all the same, since a picture travels without its list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub.suppression import few
from trainers.filters import Sort, TrainerFilter
from trainers.shelf import Shelf
from vocabulary import places
from vocabulary.tree import Broader

LEAST = 3
Steps = tuple[int, ...]
LEAVES = tuple(code for code in places.REGIONS if code not in set(places.REGIONS.values()))


@dataclass(frozen=True, slots=True)
class Cell:
    """How many, as far as it is said: None stands for one or two."""

    number: int | None
    step: int

    @classmethod
    def of(cls, number: int, steps: Steps) -> Cell:
        """A number made coarse where it is small."""
        said = few(number, LEAST) if number else 0
        return cls(said, sum(number >= step for step in steps))


@dataclass(frozen=True, slots=True)
class Row:
    """One region: everyone there, and those who work on each topic."""

    region: str
    all: Cell
    topics: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole picture."""

    topics: tuple[str, ...]
    rows: tuple[Row, ...]
    placeless: Cell
    """Those who do not show where they work."""


def coverage(shelf: Shelf, found: int, wanted: TrainerFilter, broader: Broader) -> Coverage:
    """Count a set of trainers by the smallest regions of M49 and by topics."""
    topics = columns(wanted, broader)
    with_topic = [shelf.having(("topics", code)) & found for code in topics]
    there = {region: shelf.having(("places", region)) & found for region in LEAVES if _is_asked(region, wanted)}
    steps = darker(max((each.bit_count() for each in there.values()), default=0))
    rows = []
    for region, those in there.items():
        cells = tuple(Cell.of((those & each).bit_count(), steps) for each in with_topic)
        rows.append(Row(region, Cell.of(those.bit_count(), steps), cells))
    placeless = found & ~shelf.having(("places", places.WORLD))
    return Coverage(tuple(topics), tuple(rows), Cell.of(placeless.bit_count(), steps))


def darker(most: int) -> Steps:
    """The numbers from which on a place is drawn one step darker: where there are many, the picture still differs."""
    return (1, LEAST, max(10, round(most**0.5)), max(30, round(most**0.75)))


def columns(wanted: TrainerFilter, broader: Broader) -> Sequence[str]:
    """The widest topics; where topics are chosen those below them, or they themselves."""
    if not wanted.topics:
        return [code for code, parent in broader.items() if parent is None]
    below = ([code for code, parent in broader.items() if parent == topic] or [topic] for topic in wanted.topics)
    return list(dict.fromkeys(code for codes in below for code in codes))


def without_order(wanted: TrainerFilter) -> TrainerFilter:
    """The same question for counting: nearest first would leave nobody out."""
    return replace(wanted, sort=Sort.DAY)


def _is_asked(region: str, wanted: TrainerFilter) -> bool:
    return not wanted.places or any(
        places.within(region, place) or places.within(place, region) for place in wanted.places
    )
