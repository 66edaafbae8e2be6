"""A trainer's record becomes rows: what may be public, and beside it what never is."""

from __future__ import annotations

from datetime import date

from trainers.importing.writing import Links, Record, choose, replace, slot, summaries
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
    Vouching,
    WorkedIn,
    WorkTerms,
)


def trainer(record: Record, links: Links) -> Trainer:
    """Write a trainer with everything that hangs on them."""
    row = Trainer.objects.filter(public_id=record["id"]).first() or Trainer(public_id=record["id"])
    for field in ("display_name", "is_alias", "base_country", "max_group_size"):
        setattr(row, field, record[field])
    row.last_review = date.fromisoformat(record["last_review"])
    home = record["organisation"]
    row.organisation_id = None if home is None else links.organisation(home, "organisation")
    row.save()
    _offers(row, record, links)
    _vouching(row, record, links)
    _terms(row, record)
    _availability(row, record)
    return row


def _offers(row: Trainer, record: Record, links: Links) -> None:
    owner = {"trainer": row}
    replace(TrainerLanguage, owner, record["languages"])
    for model, field, scheme, level in (
        (TrainerTopic, "topics", "topic", "level"),
        (TrainerGroup, "at_risk_groups", "at-risk-group", "experience"),
    ):
        keys = links.concepts[scheme]
        replace(model, owner, ({"concept_id": keys[each["code"]], level: each[level]} for each in record[field]))
    choose(Trainer, "formats", row, (links.concepts["format"][code] for code in record["formats"]))
    replace(WorkedIn, owner, ({"code": code} for code in record["worked_in"]))
    replace(TrainerSummary, owner, summaries(record))


def _vouching(row: Trainer, record: Record, links: Links) -> None:
    TrainerTiers(trainer=row, **record["tiers"]).save()
    if record["vetted_by"] is None:
        Vouching.objects.filter(trainer=row).delete()
    else:
        desk = links.desk(record["vetted_by"], "vetted_by")
        Vouching(trainer=row, until=record["vetted_until"], desk_id=desk).save()


def _terms(row: Trainer, record: Record) -> None:
    travel = record["travel"]
    TrainerContact(trainer=row, email=record["email"]).save()
    WorkTerms(
        trainer=row,
        risk_clearance=record["risk_clearance"],
        accepts=record["accepts"],
        max_days_per_trip=travel["max_days_per_trip"],
        notice_weeks=travel["notice_weeks"],
        accompaniment_hours_per_month=record["accompaniment_hours_per_month"],
        last_offered=record["last_offered"],
        **record["capacity"],
    ).save()
    Exclusions(trainer=row, cannot_enter=travel["cannot_enter"], **record["exclusions"]).save()
    replace(LivedIn, {"trainer": row}, ({"code": code} for code in record["lived_in"]))
    replace(Travels, {"trainer": row}, ({"code": code} for code in (*travel["regions"], *travel["countries"])))
    replace(Consent, {"trainer": row}, record["facilitator_attributes"])


def _availability(row: Trainer, record: Record) -> None:
    Availability.objects.filter(trainer=row).delete()
    given = record["availability"]
    if given is None:
        return
    times = Availability.objects.create(trainer=row, timezone=given["timezone"])
    AvailabilitySlot.objects.bulk_create(AvailabilitySlot(availability=times, **slot(span)) for span in given["weekly"])
    AvailabilityPeriod.objects.bulk_create(
        AvailabilityPeriod(availability=times, closed=closed, first=span["from"], last=span["to"])
        for closed, name in ((False, "periods"), (True, "closed"))
        for span in given[name]
    )
