"""One form for each record, however it was written, so that two can be compared; and moving its dates. Pure."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from trainers.choices import DAY_CODES, ORGANISATION_TIERED, TIERED, Tier
from trainers.importing import extras

Values = dict[str, Any]
CODED = ("languages", "topics", "at_risk_groups", "facilitator_attributes")


class DateOutOfRangeError(ValueError):
    """A date that would be moved beyond the calendar."""


def desk(given: Values) -> Values:
    """A desk; the order of its fallbacks matters, that of its places does not."""
    record = extras.normal(given)
    hours = {"timezone": record["hours"]["timezone"], "weekly": _slots(record["hours"]["weekly"])}
    return {**record, **_sorted(record, "countries", "regions", "languages"), "hours": hours}


def organisation(given: Values) -> Values:
    """An organisation."""
    record = extras.normal(given)
    lists = _sorted(record, "countries", "regions", "languages", "services", "at_risk_groups")
    return {**record, **lists, "tiers": _tiers(record["tiers"], ORGANISATION_TIERED)}


def trainer(given: Values) -> Values:
    """A trainer; every tier is written out."""
    record = extras.normal(given)
    return {
        **record,
        **_sorted(record, "lived_in", "worked_in", "formats"),
        **{field: sorted(record[field], key=lambda row: row["code"]) for field in CODED},
        "accepts": None if record["accepts"] is None else sorted(record["accepts"]),
        "travel": {**record["travel"], **_sorted(record["travel"], "regions", "countries", "cannot_enter")},
        "exclusions": _sorted(record["exclusions"], "countries", "organisations", "people"),
        "availability": _availability(record["availability"]),
        "tiers": _tiers(record["tiers"], TIERED),
    }


def as_text(record: Values) -> str:
    """The form that a fingerprint is taken of."""
    return json.dumps(record, ensure_ascii=True, sort_keys=True)


def moved(value: Any, by: timedelta) -> Any:
    """A record with every date moved."""
    if isinstance(value, dict):
        return {key: _moved_field(key, inner, by) for key, inner in value.items()}
    return [moved(item, by) for item in value] if isinstance(value, list) else value


UNDATED = frozenset({"summary", *extras.KEYS})
DATES = frozenset({"vetted_until", "last_review", "last_offered", "consented", "expires", "from", "to"})


def _moved_field(key: str, value: Any, by: timedelta) -> Any:
    if key not in DATES or not isinstance(value, str) or ":" in value:
        return value if key in UNDATED else moved(value, by)
    try:
        return (date.fromisoformat(value) + by).isoformat()
    except OverflowError as reason:
        raise DateOutOfRangeError(f"{key} moves beyond the calendar") from reason


def _sorted(record: Values, *names: str) -> Values:
    return {name: sorted(record[name]) for name in names}


def _tiers(given: Values, names: tuple[str, ...]) -> Values:
    return {name: given.get(name, Tier.DESK.value) for name in names}


def _slots(weekly: list[Values]) -> list[Values]:
    return sorted(weekly, key=lambda slot: (DAY_CODES.index(slot["day"]), slot["from"], slot["to"]))


def _availability(given: Values | None) -> Values | None:
    if given is None:
        return None
    days = {name: sorted(given[name], key=lambda days: (days["from"], days["to"])) for name in ("periods", "closed")}
    return {"timezone": given["timezone"], "weekly": _slots(given["weekly"]), **days}
