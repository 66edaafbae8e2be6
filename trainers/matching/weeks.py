"""In which weeks of an engagement a trainer can work: days as bits, the first day the lowest."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from .values import Availability, Period

Days = tuple[tuple[int, int], ...]


class Calendar(NamedTuple):
    """A trainer's days as numbers: the weekdays with open slots as bits, and the days of periods."""

    weekdays: int
    periods: Days
    closed: Days


def calendar(availability: Availability) -> Calendar:
    """An availability made ready to be asked about many spans."""
    weekdays = 0
    for slot in availability.weekly:
        weekdays |= 1 << slot.day
    return Calendar(weekdays, _days(availability.periods), _days(availability.closed))


def _days(periods: tuple[Period, ...]) -> Days:
    return tuple((period.first.toordinal(), period.last.toordinal()) for period in periods)


def is_known(availability: Availability | None) -> bool:
    """Whether a trainer has said when they can work: slots or periods, not only absences."""
    return availability is not None and bool(availability.weekly or availability.periods)


def open_weeks(availability: Availability | None, start: date, weeks: int) -> int:
    """Count the weeks with at least one open day; silence leaves a week open."""
    return weeks if availability is None else open_in(calendar(availability), start.toordinal(), weeks)


def open_in(known: Calendar, first: int, weeks: int) -> int:
    """Count the weeks with at least one open day from the day of this number."""
    length = 7 * weeks
    if _nothing_in_the_way(known, first, first + length - 1):
        return weeks
    days = _bits(known.periods, first, length) if known.periods else (1 << length) - 1
    if known.closed:
        days &= ~_bits(known.closed, first, length)
    if known.weekdays:
        days &= _on_weekdays(known.weekdays, (first - 1) % 7, weeks)
    days |= days >> 3
    days |= days >> 2
    days |= days >> 1
    return (days & _first_days(weeks)).bit_count()


def _nothing_in_the_way(known: Calendar, first: int, last: int) -> bool:
    for begins, ends in known.closed:
        if begins <= last and first <= ends:
            return False
    return not known.periods or any(begins <= first and last <= ends for begins, ends in known.periods)


def _bits(spans: Days, first: int, length: int) -> int:
    found = 0
    for begins, ends in spans:
        low, high = max(0, begins - first), min(length, ends - first + 1)
        if low < high:
            found |= ((1 << (high - low)) - 1) << low
    return found


@lru_cache(maxsize=4096)
def _on_weekdays(weekdays: int, first: int, weeks: int) -> int:
    turned = (weekdays | weekdays << 7) >> first & 0b1111111
    return turned * _first_days(weeks)


@lru_cache(maxsize=64)
def _first_days(weeks: int) -> int:
    return sum(1 << 7 * number for number in range(weeks))


def hours_a_week(availability: Availability | None) -> float | None:
    """Hours of open slots in a week, or None where no slots are named."""
    if availability is None or not availability.weekly:
        return None
    return sum(slot.closes - slot.opens for slot in availability.weekly) / 60
