"""Reads the directory file and the judged cases straight into matching's own values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from trainers.matching.values import (
    Availability,
    Candidate,
    Capacity,
    OptedIn,
    OwnExclusions,
    Period,
    Slot,
    SpokenLanguage,
    Travel,
)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Record = Mapping[str, Any]


def candidates(directory: Record) -> tuple[Candidate, ...]:
    """Every trainer of the file, the unlisted ones too."""
    homes = {entry["id"]: entry["base_country"] for entry in directory["organisations"]}
    return tuple(candidate(record, homes) for record in directory["trainers"])


def candidate(record: Record, homes: Mapping[str, str]) -> Candidate:
    """One trainer's record as matching sees it."""
    travel, out = record["travel"], record["exclusions"]
    return Candidate(
        id=record["id"],
        name=record["display_name"],
        published=record["published"],
        vetted_until=_day(record["vetted_until"]),
        languages=tuple(SpokenLanguage(**spoken) for spoken in record["languages"]),
        topics={topic["code"]: topic["level"] for topic in record["topics"]},
        base_country=record["base_country"],
        formats=frozenset(record["formats"]),
        max_group_size=record["max_group_size"],
        capacity=Capacity(**record["capacity"]),
        organisation=record["organisation"],
        organisation_country=homes.get(record["organisation"]),
        lived_in=frozenset(record["lived_in"]),
        worked_in=frozenset(record["worked_in"]),
        travel=Travel(
            regions=frozenset(travel["regions"]),
            countries=frozenset(travel["countries"]),
            max_days_per_trip=travel["max_days_per_trip"],
            notice_weeks=travel["notice_weeks"],
            cannot_enter=frozenset(travel["cannot_enter"]),
        ),
        at_risk_groups={g["code"]: g["experience"] for g in record["at_risk_groups"]},
        risk_clearance=record["risk_clearance"],
        accepts=None if record["accepts"] is None else frozenset(record["accepts"]),
        availability=_availability(record["availability"]),
        accompaniment_hours=record["accompaniment_hours_per_month"],
        exclusions=OwnExclusions(frozenset(out["countries"]), frozenset(out["organisations"]), tuple(out["people"])),
        facilitator_attributes=tuple(
            OptedIn(entry["code"], date.fromisoformat(entry["expires"])) for entry in record["facilitator_attributes"]
        ),
        last_offered=_day(record["last_offered"]),
        last_review=_day(record["last_review"]),
        public=frozenset(name for name, tier in record["tiers"].items() if tier == "public"),
    )


def _availability(record: Record | None) -> Availability | None:
    if record is None:
        return None
    slots = (Slot(DAYS.index(slot["day"]), _minutes(slot["from"]), _minutes(slot["to"])) for slot in record["weekly"])
    return Availability(
        timezone=record["timezone"],
        weekly=tuple(slots),
        periods=tuple(_period(entry) for entry in record["periods"]),
        closed=tuple(_period(entry) for entry in record["closed"]),
    )


def _period(entry: Record) -> Period:
    return Period(date.fromisoformat(entry["from"]), date.fromisoformat(entry["to"]))


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
