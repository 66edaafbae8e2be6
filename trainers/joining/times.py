"""Times, days and time zones as people write them, and as the directory's format has them. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from anyascii import anyascii
from babel import Locale

from trainers.zones import zones

# Digits of any script: int() reads them all.
CLOCK: Final = re.compile(r"(\d{1,2})(?:\s*[:.h٫]\s*(\d{2}))?")
DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")


def clock(typed: str) -> dt.time | None:
    """A time of day such as 9, 9:30, 9.30 or 9h30; None where it is none."""
    found = CLOCK.fullmatch(typed.strip())
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    return dt.time(hours, minutes) if hours < 24 and minutes < 60 else None


def day(typed: str) -> dt.date | None:
    """A day such as 2026-01-31; None where it is none."""
    found = DAY.fullmatch(typed.strip())
    try:
        return dt.date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def zone(typed: str, locale: str) -> str | None:
    """The time zone of a name, or of a city in it, in English or in the words of a locale; None where none is known."""
    return _named(locale).get(_bare(typed))


@lru_cache(maxsize=8)
def _named(locale: str) -> Mapping[str, str]:
    cities = {name: about["city"] for name, about in Locale.parse(locale).time_zones.items() if about.get("city")}
    whole = sorted(name for name in zones() if "/" in name or name == "UTC")
    found = {_bare(cities[name]): name for name in whole if name in cities}
    # The city of the address of a zone, and the whole of it, which wins over both.
    found |= {_bare(name.rpartition("/")[2]): name for name in whole if not name.startswith("Etc/")}
    return found | {_bare(name): name for name in whole}


def _bare(name: str) -> str:
    return NOT_A_LETTER.sub(" ", anyascii(name).casefold()).strip()


def availability(
    days: Iterable[str], opens: dt.time, closes: dt.time, zone_: str, away: tuple[dt.date, dt.date] | None
) -> dict[str, Any]:
    """The same hours on some days of each week, but not while somebody is away."""
    hours = {"from": f"{opens:%H:%M}", "to": f"{closes:%H:%M}"}
    shut = [{"from": away[0].isoformat(), "to": away[1].isoformat()}] if away else []
    return {"timezone": zone_, "weekly": [{"day": code, **hours} for code in days], "periods": [], "closed": shut}
