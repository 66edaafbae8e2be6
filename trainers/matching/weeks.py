"""In which weeks of an engagement a trainer can work."""

from __future__ import annotations

from datetime import date, timedelta

from .values import Availability, Period

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def is_known(availability: Availability | None) -> bool:
    """Whether a trainer has said when they can work: slots or periods, not only absences."""
    return availability is not None and bool(availability.weekly or availability.periods)


def open_weeks(availability: Availability | None, start: date, weeks: int) -> int:
    """Count the weeks with at least one open day; silence leaves a week open."""
    if availability is None or _nothing_in_the_way(availability, Period(start, start + weeks * WEEK - DAY)):
        return weeks
    return sum(_week_opens(availability, start + number * WEEK) for number in range(weeks))


def _nothing_in_the_way(availability: Availability, span: Period) -> bool:
    return not any(away.first <= span.last and span.first <= away.last for away in availability.closed) and (
        not availability.periods
        or any(period.first <= span.first and span.last <= period.last for period in availability.periods)
    )


def hours_a_week(availability: Availability | None) -> float | None:
    """Hours of open slots in a week, or None where no slots are named."""
    if availability is None or not availability.weekly:
        return None
    return sum(slot.closes - slot.opens for slot in availability.weekly) / 60


def _week_opens(availability: Availability, first: date) -> bool:
    return any(_day_opens(availability, first + timedelta(days=n)) for n in range(7))


def _day_opens(availability: Availability, day: date) -> bool:
    if _within_any(availability.closed, day):
        return False
    if availability.periods and not _within_any(availability.periods, day):
        return False
    weekdays = {slot.day for slot in availability.weekly}
    return not weekdays or day.weekday() in weekdays


def _within_any(periods: tuple[Period, ...], day: date) -> bool:
    return any(period.first <= day <= period.last for period in periods)
