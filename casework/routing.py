"""Which desk answers for a country, who answers when it cannot, and whether a desk is open.

Pure: desks are values (`casework.desks` reads them), the clock is an argument.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from zoneinfo import ZoneInfo

WEEK = dt.timedelta(days=7)
# A span of the day cannot end at 24:00, so that desks write its last minute.
LAST_MINUTE = dt.time(23, 59)


class Hours(NamedTuple):
    """A span of a weekday (Monday is 0), by the desk's own clock; one that ends before it begins ends next day."""

    day: int
    opens: dt.time
    closes: dt.time


@dataclass(frozen=True)
class DeskFacts:
    """What must be known of a desk to send people to it."""

    id: str
    name: str
    central: bool = False
    serves: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    timezone: str = "UTC"
    hours: tuple[Hours, ...] = ()
    fallbacks: tuple[str, ...] = ()


class Route(NamedTuple):
    """The desk that answers, and those that answer when it does not, in their order."""

    desk: DeskFacts
    then: tuple[DeskFacts, ...]


class NoDesk(LookupError):
    """Nobody answers for a country: no desk serves it, and there is no central unit."""


@dataclass(frozen=True)
class Open:
    """Open now, until then by the desk's clock; None when it never closes."""

    until: dt.datetime | None


@dataclass(frozen=True)
class Opens:
    """Closed now; when it opens next, by the desk's clock."""

    at: dt.datetime


@dataclass(frozen=True)
class Unknown:
    """The desk has not said when it is open."""


Opening = Open | Opens | Unknown
Span = tuple[dt.datetime, dt.datetime]


def route(country: str, desks: Iterable[DeskFacts]) -> Route:
    """Where people of a country are sent; a country nobody serves, and one nobody knows, goes to the central unit.

    Of several desks the one that serves fewest countries is the nearest. Raises NoDesk.
    """
    known = {desk.id: desk for desk in desks}
    central = [desk for desk in known.values() if desk.central]
    serving = [desk for desk in known.values() if country in desk.serves and not desk.central]
    nearest = sorted(serving, key=lambda desk: (len(desk.serves), desk.id))
    if not (first := next(chain(nearest, central), None)):
        raise NoDesk(country)
    after = chain((known[each] for each in first.fallbacks if each in known), central)
    then = {desk.id: desk for desk in after if desk.id != first.id}
    return Route(first, tuple(then.values()))


def unserved(countries: Iterable[str], desks: Iterable[DeskFacts]) -> tuple[str, ...]:
    """The countries for which nobody answers."""
    given = tuple(desks)
    if any(desk.central for desk in given):
        return ()
    served = frozenset[str]().union(*(desk.serves for desk in given))
    return tuple(country for country in countries if country not in served)


def opening(desk: DeskFacts, now: dt.datetime) -> Opening:
    """Whether a desk is open at a moment (an aware one), and until or from when."""
    zone = _zone(desk.timezone)
    if zone is None or not desk.hours:
        return Unknown()
    moment = now.astimezone(dt.UTC)
    for begin, end in _joined(_spans(desk.hours, moment.astimezone(zone).date(), zone)):
        if moment < begin:
            return Opens(begin.astimezone(zone))
        if moment < end:
            return Open(None if end - moment >= WEEK else end.astimezone(zone))
    return Unknown()


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def _spans(hours: Iterable[Hours], today: dt.date, zone: ZoneInfo) -> Iterator[Span]:
    """The spans from yesterday to more than a week ahead, in UTC; clocks that jump may swallow one."""
    for day in (today + dt.timedelta(days=ahead) for ahead in range(-1, 10)):
        for span in hours:
            if span.day == day.weekday():
                begin, end = _moment(day, span.opens, zone), _end(day, span, zone)
                if begin < end:
                    yield begin, end


def _end(day: dt.date, span: Hours, zone: ZoneInfo) -> dt.datetime:
    tomorrow = day + dt.timedelta(days=1)
    if span.closes >= LAST_MINUTE:
        return _moment(tomorrow, dt.time(), zone)
    return _moment(day if span.opens < span.closes else tomorrow, span.closes, zone)


def _moment(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    # In UTC, since Python compares times of one zone by their figures, also where its clocks jump.
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; those that touch or overlap are one."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined
