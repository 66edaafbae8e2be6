"""By when a case is answered and when it goes: dates only, since no time is kept of what a requester does."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from enum import StrEnum
from typing import Final, NamedTuple

from casework.states import State, Urgency

# Days in which a desk answers.
ANSWER_WITHIN: Final = {Urgency.URGENT: 1, Urgency.SOON: 3, Urgency.PLANNED: 7}
MONTHS_AFTER_LAST_MESSAGE: Final = 13
DAYS_AFTER_CLOSING: Final = 90
# Dates have no hours: only on the second day after it was sent has a case waited for a whole day.
DAYS_UNCONFIRMED: Final = 2
# A form can be sent for a day; after that its token cannot come back and is forgotten.
DAYS_OF_A_TOKEN: Final = 2

DAYS_OF_A_WEEK: Final = 7
DAYS_OF_A_MONTH: Final = 30

RANKS: Final = {urgency: rank for rank, urgency in enumerate(Urgency)}


class Left(NamedTuple):
    """The days that are left to answer or, when it is over, the days since then."""

    days: int
    over: bool


def answer_by(urgency: Urgency, received: dt.date) -> dt.date:
    """The day by which the desk answers, that day included."""
    return received + dt.timedelta(days=ANSWER_WITHIN[urgency])


def left(answer_by: dt.date, today: dt.date) -> Left:
    """How much of the time to answer is left."""
    days = (answer_by - today).days
    return Left(abs(days), days < 0)


class Ago(StrEnum):
    """How long ago a requester did something, as coarse as a desk may know it."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    BEFORE = "before"


def ago(day: dt.date, today: dt.date) -> Ago:
    """About when a day was. Weeks and months are the last 7 and 30 days, so that no Monday narrows them to one day."""
    days = (today - day).days
    if days <= 0:
        return Ago.TODAY
    return Ago.WEEK if days < DAYS_OF_A_WEEK else Ago.MONTH if days < DAYS_OF_A_MONTH else Ago.BEFORE


def purge_on(state: State, last_message: dt.date, closed_on: dt.date | None) -> dt.date:
    """The day on which a case is gone: it is there on the day before."""
    if state == State.UNCONFIRMED:
        return last_message + dt.timedelta(days=DAYS_UNCONFIRMED)
    if state == State.CLOSED and closed_on is not None:
        return closed_on + dt.timedelta(days=DAYS_AFTER_CLOSING)
    return months_after(last_message, MONTHS_AFTER_LAST_MESSAGE)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
