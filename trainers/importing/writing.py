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
from vocabulary.models import Concept

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

    concepts: Mapping[str, Mapping[str, Concept]]
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


class Owner:
    """An entry that is being written, and how rows are put below it."""

    def __init__(self, row: DirectoryEntry) -> None:
        """Note whether the entry is new: then there is nothing to take away or to look for."""
        self.row, self.fresh = row, row._state.adding
        self.key = str(row._meta.model_name)

    def put(self, model: type[Model], rows: Iterable[Record], relation: str = "") -> None:
        """Put these rows in the place of those it has; `relation` names those that a revision copies."""
        if not self.fresh:
            model._default_manager.filter(**{self.key: self.row}).delete()
        made = model._default_manager.bulk_create(model(**{self.key: self.row}, **row) for row in rows)
        if relation:
            getattr(self.row, relation).set(made)

    def choose(self, field: str, concepts: Iterable[Concept]) -> None:
        """Tie the entry to exactly these terms."""
        chosen, own = list(dict.fromkeys(concepts)), f"{self.key}_id"
        through = self.row._meta.get_field(field).remote_field.through  # type: ignore[union-attr]
        if not self.fresh:
            through._default_manager.filter(**{own: self.row.pk}).delete()
        through._default_manager.bulk_create(through(**{own: self.row.pk, "concept_id": each.pk}) for each in chosen)
        getattr(self.row, field).set(chosen)

    def keep(self, model: type[Model], **values: Any) -> Model:
        """Write the one row of a kind that it has."""
        row = model(**{self.key: self.row}, **values)
        row.save(force_insert=self.fresh)
        return row


def desk(record: Record, row: Desk | None, links: Links) -> Desk:
    """Write a desk; its fallbacks are tied when all desks stand: two may name each other."""
    row = row or Desk(public_id=record["id"])
    below = Owner(row)
    row.name, row.central, row.email = record["name"], record["central"], record["email"]
    row.timezone = record["hours"]["timezone"]
    row.save()
    below.put(DeskPlace, ({"code": code} for code in (*record["regions"], *record["countries"])), "places")
    below.put(DeskLanguage, ({"code": code} for code in record["languages"]), "languages")
    below.put(DeskHours, (slot(span) for span in record["hours"]["weekly"]), "hours")
    links.desks[row.public_id] = row.pk
    return row


def fallbacks(row: Desk, record: Record, links: Links) -> None:
    """Tie a desk to those who take over."""
    others = (
        {"fallback_id": links.desk(other, f"fallback[{place}]"), "sort_order": place}
        for place, other in enumerate(record["fallback"])
    )
    Owner(row).put(DeskFallback, others, "fallbacks")


def organisation(record: Record, row: Organisation | None, links: Links) -> Organisation:
    """Write an organisation and its contact."""
    row = row or Organisation(public_id=record["id"])
    below = Owner(row)
    for field in ("name", "kind", "status", "base_country", "accepts_urgent", "website"):
        setattr(row, field, record[field])
    row.last_review = date.fromisoformat(record["last_review"])
    row.save()
    below.put(OrganisationPlace, ({"code": code} for code in (*record["regions"], *record["countries"])), "places")
    below.put(OrganisationLanguage, ({"code": code} for code in record["languages"]), "languages")
    below.put(OrganisationSummary, summaries(record), "summaries")
    for field, scheme in (("services", "service"), ("at_risk_groups", "at-risk-group")):
        below.choose(field, (links.concepts[scheme][code] for code in record[field]))
    tiers = {f"{field}_tier": tier for field, tier in record["tiers"].items()}
    below.keep(OrganisationContact, email=record["email"], **tiers)
    links.organisations[row.public_id] = row.pk
    return row


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
