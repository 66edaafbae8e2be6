"""What time it is in a country, where its clocks agree; pure."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global


@lru_cache(maxsize=1)
def _zones() -> dict[str, list[str]]:
    known = available_timezones()
    found: dict[str, list[str]] = {}
    for zone, country in get_global("zone_territories").items():
        if zone in known:
            found.setdefault(country, []).append(zone)
    return found


def local(moment: dt.datetime, country: str) -> dt.datetime | None:
    """A moment by the clocks of a country; None where they differ, or none is known."""
    shown = [moment.astimezone(ZoneInfo(zone)) for zone in _zones().get(country, ())]
    return shown[0] if len({each.utcoffset() for each in shown}) == 1 else None
