"""Rounds parts so that what is shown adds up: to tenths, the largest remainders upwards."""

from __future__ import annotations

import math
from collections.abc import Sequence

TENTHS = 10
ALMOST = 1e-7
"""What a sum of fractions may lack of a whole tenth."""


def tenths(value: float) -> int:
    """A number of points in whole tenths."""
    return math.floor(TENTHS * value + 0.5 + ALMOST)


def shares(parts: Sequence[float]) -> tuple[int, ...]:
    """Each part in tenths; together they are the tenths of the sum, and none is off by a whole one."""
    whole = [math.floor(TENTHS * part + ALMOST) for part in parts]
    missing = tenths(sum(parts)) - sum(whole)
    by_remainder = sorted(range(len(parts)), key=lambda place: whole[place] - TENTHS * parts[place])
    for place in by_remainder[:missing]:
        whole[place] += 1
    return tuple(whole)
