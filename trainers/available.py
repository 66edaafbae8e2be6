"""When a trainer can be had, in a few coarse words, from what they show to everyone. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trainers.matching.values import Availability, Capacity
from trainers.matching.weeks import is_known, open_weeks

SOON_WEEKS = 4
QUARTER_WEEKS = 13
# As in matching: half of the weeks make a training possible.
ENOUGH_WEEKS = QUARTER_WEEKS // 2


class Available(StrEnum):
    """What may be asked for, in the order of the filter."""

    SOON = "four-weeks"
    NEXT = "next-quarter"
    ONLINE = "online-only"
    URGENT = "urgent"
    ACCOMPANIMENT = "accompaniment"


@dataclass(frozen=True, slots=True)
class Told:
    """What a trainer shows of their time and terms; None is “not public” or unknown."""

    times: Availability | None = None
    capacity: Capacity | None = None
    formats: tuple[str, ...] | None = None
    accepts: frozenset[str] | None = None
    accompaniment_hours: int | None = None


def available(told: Told, today: dt.date) -> tuple[str, ...] | None:
    """What holds of a trainer today; None where nothing of it is known, which is not “never”."""
    holds = {
        Available.SOON: _open(told, today, SOON_WEEKS, 1),
        Available.NEXT: _open(told, next_quarter(today), QUARTER_WEEKS, ENOUGH_WEEKS),
        Available.ONLINE: told.formats == ("online",),
        Available.URGENT: "urgent" in (told.accepts or ()),
        Available.ACCOMPANIMENT: _accompanies(told),
    }
    found = tuple(each.value for each, true in holds.items() if true)
    return found if found or is_known(told.times) else None


def _open(told: Told, first: dt.date, weeks: int, enough: int) -> bool:
    if not is_known(told.times):
        return False
    capacity = told.capacity
    if capacity and capacity.hours_per_quarter <= capacity.committed_hours:
        return False
    return open_weeks(told.times, first, weeks) >= enough


def _accompanies(told: Told) -> bool:
    if told.accepts is not None and "accompaniment" not in told.accepts:
        return False
    return told.accompaniment_hours != 0 and not (told.accepts is None and told.accompaniment_hours is None)


def next_quarter(today: dt.date) -> dt.date:
    """The first day of the quarter after this one."""
    quarter = (today.month - 1) // 3 + 1
    return dt.date(today.year + quarter // 4, quarter % 4 * 3 + 1, 1)
