"""A trainer's record becomes rows: what may be public, and beside it what never is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from trainers import vouching
from trainers.importing.writing import Links, Owner, Record, slot, summaries
from trainers.models import (
    Availability,
    AvailabilityPeriod,
    AvailabilitySlot,
    Consent,
    Exclusions,
    LivedIn,
    Trainer,
    TrainerContact,
    TrainerGroup,
    TrainerLanguage,
    TrainerSummary,
    TrainerTiers,
    TrainerTopic,
    Travels,
    WorkedIn,
    WorkTerms,
)


def trainer(record: Record, row: Trainer | None, links: Links) -> Trainer:
    """Write a trainer with everything that hangs on them."""
    row = row or Trainer(public_id=record["id"])
    below = Owner(row)
    for field in ("display_name", "is_alias", "base_country", "max_group_size"):
        setattr(row, field, record[field])
    row.last_review = date.fromisoformat(record["last_review"])
    home = record["organisation"]
    row.organisation_id = None if home is None else links.organisation(home, "organisation")
    row.save()
    _offers(below, record, links)
    _vouching(below, record, links)
    _terms(below, record)
    _availability(below, record)
    return row


def _offers(below: Owner, record: Record, links: Links) -> None:
    below.put(TrainerLanguage, record["languages"], "languages")
    for model, field, scheme, level in (
        (TrainerTopic, "topics", "topic", "level"),
        (TrainerGroup, "at_risk_groups", "at-risk-group", "experience"),
    ):
        terms = links.concepts[scheme]
        steps: dict[Any, int] = {}
        for each in record[field]:
            # Two codes may have become one term since the file was written.
            steps[terms[each["code"]]] = max(each[level], steps.get(terms[each["code"]], 0))
        below.put(model, ({"concept": term, level: step} for term, step in steps.items()), field)
    below.choose("formats", (links.concepts["format"][code] for code in record["formats"]))
    below.put(WorkedIn, ({"code": code} for code in record["worked_in"]), "worked_in")
    below.put(TrainerSummary, summaries(record), "summaries")


def _vouching(below: Owner, record: Record, links: Links) -> None:
    below.keep(TrainerTiers, **record["tiers"])
    desk = None if record["vetted_by"] is None else links.desk(record["vetted_by"], "vetted_by")
    vouching.from_file(below.row, desk, record["vetted_until"], timezone.localdate(), fresh=below.fresh)


def _terms(below: Owner, record: Record) -> None:
    travel = record["travel"]
    below.keep(TrainerContact, email=record["email"])
    below.keep(
        WorkTerms,
        risk_clearance=record["risk_clearance"],
        accepts=record["accepts"],
        max_days_per_trip=travel["max_days_per_trip"],
        notice_weeks=travel["notice_weeks"],
        accompaniment_hours_per_month=record["accompaniment_hours_per_month"],
        last_offered=record["last_offered"],
        **record["capacity"],
    )
    below.keep(Exclusions, cannot_enter=travel["cannot_enter"], **record["exclusions"])
    below.put(LivedIn, ({"code": code} for code in record["lived_in"]))
    below.put(Travels, ({"code": code} for code in (*travel["regions"], *travel["countries"])))
    below.put(Consent, record["facilitator_attributes"])


def _availability(below: Owner, record: Record) -> None:
    if not below.fresh:
        Availability.objects.filter(trainer=below.row).delete()
    given = record["availability"]
    if given is None:
        return
    times = Availability.objects.create(trainer=below.row, timezone=given["timezone"])
    AvailabilitySlot.objects.bulk_create(AvailabilitySlot(availability=times, **slot(span)) for span in given["weekly"])
    AvailabilityPeriod.objects.bulk_create(
        AvailabilityPeriod(availability=times, closed=closed, first=span["from"], last=span["to"])
        for closed, name in ((False, "periods"), (True, "closed"))
        for span in given[name]
    )
