"""Sets of trainers as the bits of one number: trainer n is bit n."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import compress
from typing import Any

FEW = 20
"""Where fewer than one in so many are in a set, they are looked for one by one."""
DIGITS = bytes.maketrans(b"01", b"\x00\x01")


def of(places: Iterable[int], size: int) -> int:
    """The set with these places."""
    found = bytearray((size >> 3) + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def places(mask: int) -> list[int]:
    """The places of a set, the lowest first."""
    digits = f"{mask:b}".encode()[::-1]
    if FEW * mask.bit_count() > len(digits):
        return list(compress(range(len(digits)), digits.translate(DIGITS)))
    found = []
    place = digits.find(b"1")
    while place >= 0:
        found.append(place)
        place = digits.find(b"1", place + 1)
    return found


class Column:
    """Which trainers have which values of one thing; a set is made when it is first asked for."""

    def __init__(self, values: Iterable[Iterable[Hashable]]) -> None:
        found: dict[Any, list[int]] = defaultdict(list)
        size = 0
        for place, keys in enumerate(values):
            size = place + 1
            for key in keys:
                found[key].append(place)
        self.size = size
        self.places = dict(found)
        self._masks: dict[Hashable, int] = {}
        self._above: dict[Any, int] = {}

    def mask(self, key: Hashable) -> int:
        """Who has this value."""
        found = self._masks.get(key)
        if found is None:
            found = self._masks[key] = of(self.places.get(key, ()), self.size)
        return found

    def any_of(self, keys: Iterable[Hashable]) -> int:
        """Who has at least one of these values."""
        found = 0
        for key in keys:
            found |= self.mask(key)
        return found

    def where(self, holds: Callable[[Any], bool]) -> int:
        """Who has a value of which something holds."""
        return self.any_of([key for key in self.places if holds(key)])

    def at_least(self, least: Any) -> int:
        """Who has a value as great as this or greater."""
        found = self._above.get(least)
        if found is None:
            found = self.where(lambda key: key >= least)
            self._above = {**self._above, least: found} if len(self._above) < MOST_KEPT else {least: found}
        return found


MOST_KEPT = 500


def columns(values: Sequence[Iterable[Hashable]]) -> Column:
    """A column of several values for each trainer."""
    return Column(values)


def column(values: Iterable[Hashable]) -> Column:
    """A column of one value for each trainer."""
    return Column((value,) for value in values)
