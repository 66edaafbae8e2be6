"""Numbers about people at risk that may be published: nothing small, and no two of them that differ by something small.

A table is not published cell by cell. It is cut into blocks, each of `least` or more: a cell that is large
enough stands alone; small ones go together with their neighbours, along one axis after the other, until
they are many; what stays small at the end is left out of everything. Every number that is shown, under
whatever filter, is a sum of whole blocks, so no sum or difference of numbers covers fewer than `least`.
Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Final, NamedTuple

LEAST: Final = 5
ANY: Final = ""
"""Stands for every value of an axis."""
Cell = tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """One thing that is told apart: its values, and for each value or node the node above it, if any."""

    values: tuple[str, ...]
    above: Mapping[str, str] = field(default_factory=dict)

    def path(self, node: str) -> tuple[str, ...]:
        """The node and all above it; every value of the axis at the end."""
        found = [node]
        while found[-1] in self.above and self.above[found[-1]] not in found:
            found.append(self.above[found[-1]])
        return tuple(found) if found[-1] == ANY else (*found, ANY)

    @cached_property
    def paths(self) -> Mapping[str, tuple[str, ...]]:
        """The path of each value."""
        return {value: self.path(value) for value in self.values}

    @property
    def nodes(self) -> tuple[str, ...]:
        """Everything a filter may ask for: values, what lies above them, and all."""
        return tuple(dict.fromkeys(node for path in self.paths.values() for node in path)) or (ANY,)


class Block(NamedTuple):
    """A number, and the smallest part of the table that holds all it counts."""

    at: Cell
    number: int


def blocks(cells: Mapping[Cell, int], axes: Sequence[Axis], least: int = LEAST) -> tuple[Block, ...]:
    """Cut a table into blocks that may be published; each case stands in one cell.

    The last axis is given up first. Raises ValueError for a cell that is no value of the axes.
    """
    universe = set(product(*(axis.values for axis in axes)))
    if not cells.keys() <= universe:
        raise ValueError("A cell lies outside the table.")
    found = [Block(cell, number) for cell, number in sorted(cells.items()) if number >= least]
    left = universe - {block.at for block in found}
    finer: Mapping[Cell, Cell] = {cell: cell for cell in universe}
    for level in _levels(axes):
        groups: dict[Cell, list[Cell]] = defaultdict(list)
        for cell in left:
            groups[level[cell]].append(cell)
        for at, those in sorted(groups.items()):
            number = sum(cells.get(cell, 0) for cell in those)
            if _hides(number, len({finer[cell] for cell in those}), least):
                found.append(Block(at, number))
                left.difference_update(those)
        finer = level
    return tuple(found)


def _hides(number: int, parts: int, least: int) -> bool:
    """Whether the sum of parts that were too small tells nothing of any of them: it is large enough, and whichever
    part one thinks of could be anything from zero to the most that is small, the others making up for it."""
    return least <= number <= (parts - 1) * (least - 1)


def _levels(axes: Sequence[Axis]) -> Iterator[Mapping[Cell, Cell]]:
    """Where each cell belongs, coarser each time: the last axis is rolled up to its top, then the one before."""
    steps = [0] * len(axes)
    for place in reversed(range(len(axes))):
        deepest = max((len(path) for path in axes[place].paths.values()), default=1)
        for step in range(1, deepest):
            steps[place] = step
            yield {cell: _at(cell, axes, steps) for cell in product(*(axis.values for axis in axes))}


def _at(cell: Cell, axes: Sequence[Axis], steps: Sequence[int]) -> Cell:
    paths = (axis.paths[value] for axis, value in zip(axes, cell, strict=True))
    return tuple(path[min(step, len(path) - 1)] for path, step in zip(paths, steps, strict=True))


class Published:
    """What may be shown of a table: one number for each filter, or none."""

    def __init__(self, found: Iterable[Block], axes: Sequence[Axis]) -> None:
        self.blocks = tuple(found)
        self.axes = tuple(axes)
        self._inside: dict[Cell, int] = defaultdict(int)
        for block in self.blocks:
            for cell in product(*(axis.path(node) for axis, node in zip(self.axes, block.at, strict=True))):
                self._inside[cell] += block.number

    def number(self, *at: str) -> int | None:
        """How many a filter shows: a value, a node or ANY for each axis; None where it is too few to say.

        What is too small is left out of sums as well, so a number may be a little too low.
        """
        return self._inside.get(at)

    def filters(self) -> Iterator[Cell]:
        """Every filter there is."""
        return product(*(axis.nodes for axis in self.axes))


def few(number: int, least: int = LEAST) -> int | None:
    """A number alone, where nothing else can be told from it: None below the least."""
    return number if number >= least else None
