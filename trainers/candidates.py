"""Trainers as the frozen values that matching reads: columns instead of model instances, a query per table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Any

from django.utils import timezone

from trainers.choices import TIERED, Standing, Tier
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
from trainers.models import Consent, Exclusions, Trainer
from trainers.querysets import TrainerQuerySet
from vocabulary import places

TERMS = (
    "risk_clearance",
    "accepts",
    "max_days_per_trip",
    "notice_weeks",
    "hours_per_quarter",
    "committed_hours",
    "last_quarter_hours",
    "accompaniment_hours_per_month",
    "last_offered",
)
COLUMNS = (
    *("pk", "public_id", "display_name", "live", "expire_at", "base_country", "max_group_size", "last_review"),
    *("organisation__public_id", "organisation__base_country", "availability__timezone"),
    *("vouching__until", "vouching__standing", "pause__back_on"),
    *(f"terms__{name}" for name in TERMS),
    *(f"tiers__{name}" for name in TIERED),
)
# What hangs below a trainer: the name of the relation and the columns that are read.
BELOW = {
    "languages": ("code", "level", "can_train"),
    "topics": ("concept__code", "level"),
    "at_risk_groups": ("concept__code", "experience"),
    "formats": ("code",),
    "worked_in": ("code",),
    "lived_in": ("code",),
    "travels": ("code",),
    "availability__slots": ("day", "opens", "closes"),
    "availability__periods": ("closed", "first", "last"),
}
Rows = Mapping[int, list[Any]]


@dataclass(frozen=True)
class Gathered:
    """All rows of all trainers asked for, by table and trainer."""

    below: Mapping[str, Rows]
    limits: Mapping[int, Exclusions]
    consents: Rows


def candidates(rows: TrainerQuerySet, today: date, *, for_desk: bool) -> tuple[Candidate, ...]:
    """Trainers in the order of their ids; what only the desk may weigh is opened for the desk alone."""
    wanted = rows.order_by("public_id")
    gathered = _gather(for_desk=for_desk)
    main = wanted.values_list(*COLUMNS, named=True)
    return tuple(_candidate(row, gathered, today, for_desk=for_desk) for row in main)


def _gather(*, for_desk: bool) -> Gathered:
    # Of everyone: nearly all are wanted, and asking each table for some of them costs more than it saves.
    consents: dict[int, list[Consent]] = defaultdict(list)
    for consent in Consent.objects.all() if for_desk else ():
        consents[consent.trainer_id].append(consent)
    return Gathered(
        {relation: _grouped(relation, columns) for relation, columns in BELOW.items()},
        {row.pk: row for row in Exclusions.objects.all()},
        consents,
    )


def _grouped(relation: str, columns: tuple[str, ...]) -> Rows:
    found: dict[int, list[Any]] = defaultdict(list)
    first = f"{relation}__{columns[0]}"
    below = Trainer.objects.filter(**{f"{first}__isnull": False}).order_by(f"{relation}__pk")
    for trainer, *values in below.values_list("pk", *(f"{relation}__{column}" for column in columns)):
        found[trainer].append(values)
    return found


def _candidate(row: Any, gathered: Gathered, today: date, *, for_desk: bool) -> Candidate:
    below = {relation: rows.get(row.pk, []) for relation, rows in gathered.below.items()}
    limits = gathered.limits.get(row.pk) or Exclusions()
    return Candidate(
        id=row.public_id,
        name=row.display_name,
        published=_is_listed(row, today),
        vetted_until=row.vouching__until if row.vouching__standing == Standing.VOUCHED else None,
        languages=tuple(SpokenLanguage(*each) for each in below["languages"]),
        topics=MappingProxyType(dict(below["topics"])),
        base_country=row.base_country,
        formats=_codes(below["formats"]),
        max_group_size=row.max_group_size,
        capacity=Capacity(
            row.terms__hours_per_quarter or 0, row.terms__committed_hours or 0, row.terms__last_quarter_hours or 0
        ),
        organisation=row.organisation__public_id,
        organisation_country=row.organisation__base_country,
        lived_in=_codes(below["lived_in"]),
        worked_in=_codes(below["worked_in"]),
        travel=_travel(row, _codes(below["travels"]), limits),
        at_risk_groups=MappingProxyType(dict(below["at_risk_groups"])),
        risk_clearance=row.terms__risk_clearance,
        accepts=None if row.terms__accepts is None else frozenset(row.terms__accepts),
        availability=_availability(row, below),
        accompaniment_hours=row.terms__accompaniment_hours_per_month or 0,
        exclusions=_exclusions(limits) if for_desk else OwnExclusions(),
        facilitator_attributes=tuple(OptedIn(each.code, each.expires) for each in gathered.consents.get(row.pk, ())),
        last_offered=row.terms__last_offered,
        last_review=row.last_review,
        public=frozenset(field for field in TIERED if getattr(row, f"tiers__{field}") == Tier.PUBLIC),
    )


def _is_listed(row: Any, today: date) -> bool:
    expired = row.expire_at and row.expire_at <= timezone.now()
    return row.live and not expired and not (row.pause__back_on and row.pause__back_on > today)


def _codes(rows: list[Any]) -> frozenset[str]:
    return frozenset(code for (code,) in rows)


def _travel(row: Any, willing: frozenset[str], limits: Exclusions) -> Travel:
    regions = frozenset(code for code in willing if places.is_region(code))
    return Travel(
        regions=regions,
        countries=willing - regions,
        max_days_per_trip=row.terms__max_days_per_trip or 0,
        notice_weeks=row.terms__notice_weeks or 0,
        cannot_enter=frozenset(limits.cannot_enter),
    )


def _exclusions(limits: Exclusions) -> OwnExclusions:
    return OwnExclusions(frozenset(limits.countries), frozenset(limits.organisations), tuple(limits.people))


def _availability(row: Any, below: Mapping[str, list[Any]]) -> Availability | None:
    if row.availability__timezone is None:
        return None
    periods = sorted(below["availability__periods"], key=lambda period: period[1])
    slots = (Slot(day, _minutes(opens), _minutes(closes)) for day, opens, closes in below["availability__slots"])
    return Availability(
        timezone=row.availability__timezone,
        weekly=tuple(sorted(slots, key=lambda slot: (slot.day, slot.opens))),
        periods=tuple(Period(first, last) for closed, first, last in periods if not closed),
        closed=tuple(Period(first, last) for closed, first, last in periods if closed),
    )


def _minutes(of: time) -> int:
    return of.hour * 60 + of.minute
