"""What is published of a table tells nothing small: not by itself, not by a difference, not to who knows the rule."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from random import Random

import pytest

from hub.suppression import ANY, LEAST, Axis, Block, Cell, Published, blocks, few

TOPICS = Axis(("digital", "legal", "care"))
REGIONS = Axis(("014", "017", "035", "030"), {"014": "202", "017": "202", "202": "002", "035": "142", "030": "142"})
LANGUAGES = Axis(("en", "sw", "my", "other"))
AXES = (TOPICS, REGIONS, LANGUAGES)


def drawn(draw: Random) -> dict[Cell, int]:
    """A table as they are: mostly empty, a few small numbers, some large ones."""
    sizes = (0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 14)
    return {cell: draw.choice(sizes) for cell in product(*(axis.values for axis in AXES))}


def leaves(at: Cell) -> frozenset[Cell]:
    """The cells that a filter covers."""
    inside = ([v for v in axis.values if node in axis.path(v)] for axis, node in zip(AXES, at, strict=True))
    return frozenset(product(*inside))


@pytest.mark.parametrize("seed", range(6))
def test_no_two_filters_differ_by_something_small(seed: int) -> None:
    """F5: every pair of filters of which one lies within the other, over the whole lattice."""
    truth = drawn(Random(seed))
    shown = Published(blocks(truth, AXES), AXES)
    filters = {at: leaves(at) for at in shown.filters()}
    numbers = {at: shown.number(*at) or 0 for at in filters}
    assert sum(number > 0 for number in numbers.values()) > len(AXES)
    for wide, covered in filters.items():
        assert numbers[wide] == 0 or numbers[wide] >= LEAST
        assert numbers[wide] <= sum(truth[cell] for cell in covered)
        for narrow, part in filters.items():
            if part < covered:
                difference = numbers[wide] - numbers[narrow]
                assert difference == 0 or difference >= LEAST, (wide, narrow)


@pytest.mark.parametrize("seed", range(6))
def test_parts_that_are_shown_never_leave_a_small_rest(seed: int) -> None:
    """All parts of a filter along one axis, taken away from it at once: what is left is none or many."""
    shown = Published(blocks(drawn(Random(seed)), AXES), AXES)
    for at in shown.filters():
        for place, axis in enumerate(AXES):
            parts = [value for value in axis.values if at[place] in axis.path(value) and value != at[place]]
            known = sum(shown.number(*at[:place], part, *at[place + 1 :]) or 0 for part in parts)
            rest = (shown.number(*at) or 0) - known
            assert not parts or rest == 0 or rest >= LEAST


@pytest.mark.parametrize(
    ("axes", "most"),
    [
        ((Axis(("a", "b")), Axis(("x", "y", "z"))), 4),
        ((Axis(("a", "b", "c")), Axis(("x", "y"), {"x": "top", "y": "top"})), 4),
        ((Axis(("a", "b", "c", "d"), {"a": "ab", "b": "ab", "c": "cd", "d": "cd"}),), 6),
    ],
)
def test_knowing_the_rule_tells_no_small_number(axes: tuple[Axis, ...], most: int) -> None:
    """Every table there can be, with a least of three: each cell that is not shown could still be 0, 1 or 2."""
    cells = list(product(*(axis.values for axis in axes)))
    possible: dict[tuple[Block, ...], list[set[int]]] = defaultdict(lambda: [set() for _ in cells])
    for numbers in product(range(most + 1), repeat=len(cells)):
        shown = blocks(dict(zip(cells, numbers, strict=True)), axes, least=3)
        for seen, number in zip(possible[shown], numbers, strict=True):
            seen.add(number)
    assert len(possible) > 1
    for shown, known in possible.items():
        alone = {block.at for block in shown}
        assert all(numbers >= {0, 1, 2} for cell, numbers in zip(cells, known, strict=True) if cell not in alone)


def test_small_cells_go_together_and_the_large_ones_stand_alone() -> None:
    table: dict[Cell, int] = {("digital", "014", "en"): 9, ("digital", "014", "sw"): 3, ("digital", "014", "my"): 2}
    shown = Published(blocks(table, AXES), AXES)
    assert shown.number("digital", "014", "en") == 9
    assert shown.number("digital", "014", "sw") is None
    assert shown.number("digital", "014", ANY) == 14
    assert shown.number("digital", "002", ANY) == 14
    assert shown.number(ANY, ANY, "en") == 9


def test_what_stays_small_is_left_out_of_every_sum() -> None:
    table: dict[Cell, int] = {("digital", "014", "en"): 9, ("legal", "035", "my"): 3}
    shown = Published(blocks(table, AXES), AXES)
    assert shown.number(ANY, ANY, ANY) == 9
    assert shown.number("legal", ANY, ANY) is None
    assert few(4) is None
    assert few(5) == 5


def test_a_cell_that_is_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        blocks({("digital", "014", "xx"): 9}, AXES)
