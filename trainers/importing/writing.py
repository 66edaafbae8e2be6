"""Records become rows: each kind has one function that writes a record whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from trainers.choices import DAY_CODES
from trainers.importing.checks import Fault
from trainers.models import (
    Desk,
    DeskFallback,
    DeskHours,
    DeskLanguage,
    DeskPlace,
    Organisation,
    OrganisationContact,
    OrganisationLanguage,
    OrganisationPlace,
    OrganisationSummary,
)
from trainers.models.base import DirectoryEntry

Record = Mapping[str, Any]


class MissingReferenceError(ValueError):
    """A record points at an entry that is not here."""

    def __init__(self, path: str, reason: str) -> None:
        """Keep what is missing and where it is named."""
        super().__init__(reason)
        self.fault = Fault(path, reason)


@dataclass
class Links:
    """The rows that codes and ids stand for."""

    concepts: Mapping[str, Mapping[str, int]]
    desks: dict[str, int]
    organisations: dict[str, int]

    def desk(self, public_id: str, path: str) -> int:
        """The row of a desk."""
        return self._found(self.desks, public_id, path, "desk")

    def organisation(self, public_id: str, path: str) -> int:
        """The row of an organisation."""
        return self._found(self.organisations, public_id, path, "organisation")

    def _found(self, rows: Mapping[str, int], public_id: str, path: str, what: str) -> int:
        if public_id not in rows:
            raise MissingReferenceError(path, f"there is no {what} “{public_id}” here")
        return rows[public_id]


def desk(record: Record, links: Links) -> Desk:
    """Write a desk; its fallbacks are tied when all desks stand: two may name each other."""
    row = Desk.objects.filter(public_id=record["id"]).first() or Desk(public_id=record["id"])
    row.name, row.central, row.email = record["name"], record["central"], record["email"]
    row.timezone = record["hours"]["timezone"]
    row.save()
    replace(DeskPlace, {"desk": row}, ({"code": code} for code in (*record["regions"], *record["countries"])))
    replace(DeskLanguage, {"desk": row}, ({"code": code} for code in record["languages"]))
    replace(DeskHours, {"desk": row}, (slot(span) for span in record["hours"]["weekly"]))
    links.desks[row.public_id] = row.pk
    return row


def fallbacks(row: Desk, record: Record, links: Links) -> None:
    """Tie a desk to those who take over."""
    replace(
        DeskFallback,
        {"desk": row},
        (
            {"fallback_id": links.desk(other, f"fallback[{place}]"), "sort_order": place}
            for place, other in enumerate(record["fallback"])
        ),
    )


def organisation(record: Record, links: Links) -> Organisation:
    """Write an organisation and its contact."""
    row = Organisation.objects.filter(public_id=record["id"]).first() or Organisation(public_id=record["id"])
    for field in ("name", "kind", "status", "base_country", "accepts_urgent", "website"):
        setattr(row, field, record[field])
    row.last_review = date.fromisoformat(record["last_review"])
    row.save()
    owner = {"organisation": row}
    replace(OrganisationPlace, owner, ({"code": code} for code in (*record["regions"], *record["countries"])))
    replace(OrganisationLanguage, owner, ({"code": code} for code in record["languages"]))
    replace(OrganisationSummary, owner, summaries(record))
    for field, scheme in (("services", "service"), ("at_risk_groups", "at-risk-group")):
        choose(Organisation, field, row, (links.concepts[scheme][code] for code in record[field]))
    tiers = {f"{field}_tier": tier for field, tier in record["tiers"].items()}
    OrganisationContact(organisation=row, email=record["email"], **tiers).save()
    links.organisations[row.public_id] = row.pk
    return row


def replace(model: type[Model], owner: Mapping[str, Model], rows: Iterable[Record]) -> None:
    """Put these rows in the place of those an owner has."""
    model._default_manager.filter(**owner).delete()
    model._default_manager.bulk_create(model(**owner, **row) for row in rows)


def choose(model: type[Model], field: str, row: Model, concepts: Iterable[int]) -> None:
    """Tie a row to exactly these terms."""
    through = model._meta.get_field(field).remote_field.through  # type: ignore[union-attr]
    own = f"{model._meta.model_name}_id"
    through._default_manager.filter(**{own: row.pk}).delete()
    through._default_manager.bulk_create(through(**{own: row.pk, "concept_id": pk}) for pk in concepts)


def summaries(record: Record) -> list[dict[str, str]]:
    """The rows of a summary in several languages."""
    return [{"language": language, "text": text} for language, text in record["summary"].items()]


def slot(span: Record) -> dict[str, Any]:
    """A row for an open time."""
    return {"day": DAY_CODES.index(span["day"]), "opens": span["from"], "closes": span["to"]}


def keep_revision(row: DirectoryEntry, live: bool) -> None:
    """End an import as an editor's save ends: with a revision, live or not."""
    revision = row.save_revision(clean=False, changed=False)
    now = timezone.now()
    type(row)._default_manager.filter(pk=row.pk).update(
        live=live,
        live_revision=revision if live else None,
        has_unpublished_changes=False,
        first_published_at=row.first_published_at or (now if live else None),
        last_published_at=now if live else row.last_published_at,
        expired=row.expired and not live,
    )
