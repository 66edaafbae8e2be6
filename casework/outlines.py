"""What a trainer who is asked learns of a group before both have said yes: coarse facts; and what they learn then.

Pure. The country, the group, whom it works for, what happened and every word it wrote are in no outline.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

from casework.needs import FIRST_TOPICS, STARTS_IN, Answers, urgency

# Where the region says the country, the next larger one is named.
FEWEST_COUNTRIES: Final = 5
WORLD: Final = "001"


class Size(StrEnum):
    """About how many take part."""

    FEW = "few"
    SOME = "some"
    MANY = "many"
    CROWD = "crowd"


SIZES: Final = ((6, Size.FEW), (12, Size.SOME), (25, Size.MANY))


def size(participants: int) -> Size:
    """About how many take part: a number alone may tell which group it is."""
    return next((size for most, size in SIZES if participants <= most), Size.CROWD)


def region(above: tuple[str, ...], countries_in: Callable[[str], tuple[str, ...]]) -> str:
    """The nearest region around a country that holds several; `above`: those it lies in, the nearest first."""
    return next((code for code in above if len(countries_in(code)) >= FEWEST_COUNTRIES), WORLD)


def begins(need: Answers, today: dt.date) -> dt.date:
    """The Monday of the week in which it should begin; a day that has passed means now."""
    wanted = max(need.start_by or today + STARTS_IN[urgency(need)], today)
    return wanted - dt.timedelta(days=wanted.weekday())


def outline(need: Answers, place: str, today: dt.date) -> dict[str, Any]:
    """What a trainer is shown in order to answer."""
    return {
        "region": place,
        "topics": list(need.topics or FIRST_TOPICS),
        "languages": list(need.languages),
        "format": need.format,
        "size": size(need.participants).value,
        "urgency": urgency(need),
        "begins": begins(need, today).isoformat(),
        "weeks": need.weeks,
        "hours": need.hours,
    }


def shared(need: Answers) -> dict[str, Any]:
    """What the trainer learns when both have said yes; how to reach the group stays with the desk."""
    return {
        "called": need.called,
        "country": need.country,
        "participants": need.participants,
        "at_risk_groups": list(need.at_risk_groups),
        "start_by": need.start_by.isoformat() if need.start_by else "",
        "days_note": need.days_note,
        "care": list(need.care),
        "logistics": need.logistics,
    }


def text(shows: Mapping[str, Any], name: str) -> str:
    """A text of an outline, or nothing."""
    value = shows.get(name, "")
    return value if isinstance(value, str) else ""


def codes(shows: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The codes of an outline, or none."""
    value = shows.get(name, ())
    return tuple(code for code in value if isinstance(code, str)) if isinstance(value, list) else ()
