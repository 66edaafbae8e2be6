"""Where each region's tile lies: a world of squares, west to the left in every language, as on any map. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

WIDE, HIGH, GAP = 100, 86, 4
# Column and row of each region, from the north-west.
PLACES = {
    "021": (0, 0),
    "154": (3, 0),
    "151": (4, 0),
    "143": (5, 0),
    "013": (0, 1),
    "029": (1, 1),
    "155": (2, 1),
    "039": (3, 1),
    "145": (4, 1),
    "034": (5, 1),
    "030": (6, 1),
    "005": (1, 2),
    "015": (3, 2),
    "035": (6, 2),
    "057": (7, 2),
    "011": (2, 3),
    "017": (3, 3),
    "014": (4, 3),
    "054": (6, 3),
    "061": (7, 3),
    "018": (3, 4),
    "053": (6, 4),
}
VIEW = (8 * (WIDE + GAP) - GAP, 5 * (HIGH + GAP) - GAP)
LONGEST = 14
LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a name, and how far down it stands."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One region as it is drawn."""

    x: int
    y: int
    middle: int
    number_y: int
    lines: tuple[Line, ...]


def tile(region: str, name: str) -> Tile:
    """The tile of a region under its name."""
    column, row = PLACES[region]
    x, y = column * (WIDE + GAP), row * (HIGH + GAP)
    lines = tuple(Line(text, y + 17 + 14 * at) for at, text in enumerate(_lines(name)))
    return Tile(x, y, x + WIDE // 2, y + HIGH - 11, lines)


def _lines(name: str) -> Iterator[str]:
    """A name broken where its words end; what is longer than three lines is cut short there."""
    broken = [""]
    for word in name.split():
        longer = f"{broken[-1]} {word}".strip()
        if len(longer) <= LONGEST or not broken[-1]:
            broken[-1] = longer
        else:
            broken.append(word)
    yield from (broken if len(broken) <= LINES else [*broken[: LINES - 1], f"{broken[LINES - 1]}…"])
