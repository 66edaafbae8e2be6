"""Rows of the directory as records of its file format: what an export writes and an import compares."""

from __future__ import annotations

from typing import Any

from trainers.choices import DAY_CODES, ORGANISATION_TIERED, TIERED, Standing
from trainers.models import Availability, Desk, Exclusions, Organisation, Trainer, TrainerTiers, Vouching, WorkTerms
from vocabulary import places

Record = dict[str, Any]


def desk(row: Desk) -> Record:
    """A desk."""
    return {
        "id": row.public_id,
        "name": row.name,
        "central": row.central,
        **_places(row),
        "languages": _codes(row.languages),
        "hours": {"timezone": row.timezone, "weekly": [_slot(span) for span in row.hours.all()]},
        "fallback": [each.fallback.public_id for each in row.fallbacks.all()],
        "email": row.email,
    }


def organisation(row: Organisation) -> Record:
    """An organisation with its contact."""
    contact = getattr(row, "contact", None)
    return {
        "id": row.public_id,
        "name": row.name,
        "kind": row.kind,
        "status": row.status,
        "base_country": row.base_country,
        "languages": _codes(row.languages),
        **_places(row),
        "services": _codes(row.services),
        "at_risk_groups": _codes(row.at_risk_groups),
        "accepts_urgent": row.accepts_urgent,
        "website": row.website,
        "email": contact.email if contact else "",
        "tiers": {field: getattr(contact, f"{field}_tier", "desk") for field in ORGANISATION_TIERED},
        "summary": {text.language: text.text for text in row.summaries.all()},
        "last_review": row.last_review.isoformat(),
    }


def trainer(row: Trainer) -> Record:
    """A trainer, private parts included."""
    return {**_public_part(row), **_private_part(row)}


def _public_part(row: Trainer) -> Record:
    vouching, tiers = _in_force(row), getattr(row, "tiers", None) or TrainerTiers()
    return {
        "id": row.public_id,
        "display_name": row.display_name,
        "is_alias": row.is_alias,
        "organisation": row.organisation.public_id if row.organisation else None,
        "published": row.live,
        "vetted_until": vouching.until.isoformat() if vouching else None,
        "vetted_by": vouching.desk.public_id if vouching else None,
        "languages": [
            {"code": each.code, "level": each.level, "can_train": each.can_train} for each in row.languages.all()
        ],
        "topics": [{"code": each.concept.code, "level": each.level} for each in row.topics.all()],
        "base_country": row.base_country,
        "worked_in": _codes(row.worked_in),
        "formats": _codes(row.formats),
        "at_risk_groups": [
            {"code": each.concept.code, "experience": each.experience} for each in row.at_risk_groups.all()
        ],
        "max_group_size": row.max_group_size,
        "summary": {text.language: text.text for text in row.summaries.all()},
        "last_review": row.last_review.isoformat(),
        "tiers": {field: str(getattr(tiers, field)) for field in TIERED},
    }


def _in_force(row: Trainer) -> Vouching | None:
    """A vouching that a desk has suspended or withdrawn is none to those who read a file."""
    found = getattr(row, "vouching", None)
    return found if found and found.standing == Standing.VOUCHED else None


def _private_part(row: Trainer) -> Record:
    terms = getattr(row, "terms", None) or WorkTerms()
    limits = getattr(row, "exclusions", None) or Exclusions()
    contact, willing = getattr(row, "contact", None), _codes(row.travels)
    return {
        "lived_in": _codes(row.lived_in),
        "travel": {
            "regions": [code for code in willing if places.is_region(code)],
            "countries": [code for code in willing if not places.is_region(code)],
            "max_days_per_trip": terms.max_days_per_trip,
            "notice_weeks": terms.notice_weeks,
            "cannot_enter": limits.cannot_enter,
        },
        "risk_clearance": terms.risk_clearance,
        "accepts": terms.accepts,
        "availability": _availability(getattr(row, "availability", None)),
        "capacity": {
            "hours_per_quarter": terms.hours_per_quarter,
            "committed_hours": terms.committed_hours,
            "last_quarter_hours": terms.last_quarter_hours,
        },
        "accompaniment_hours_per_month": terms.accompaniment_hours_per_month,
        "exclusions": {
            "countries": limits.countries,
            "organisations": limits.organisations,
            "people": limits.people,
        },
        "facilitator_attributes": [
            {"code": each.code, "consented": each.consented.isoformat(), "expires": each.expires.isoformat()}
            for each in row.consents.all()
        ],
        "last_offered": terms.last_offered.isoformat() if terms.last_offered else None,
        "email": contact.email if contact else "",
    }


def _availability(row: Availability | None) -> Record | None:
    if row is None:
        return None
    spans = [(each.closed, {"from": str(each.first), "to": str(each.last)}) for each in row.periods.all()]
    return {
        "timezone": row.timezone,
        "weekly": [_slot(slot) for slot in row.slots.all()],
        "periods": [span for closed, span in spans if not closed],
        "closed": [span for closed, span in spans if closed],
    }


def _slot(row: Any) -> Record:
    return {"day": DAY_CODES[row.day], "from": f"{row.opens:%H:%M}", "to": f"{row.closes:%H:%M}"}


def _codes(rows: Any) -> list[str]:
    return [row.code for row in rows.all()]


def _places(row: Any) -> Record:
    codes = _codes(row.places)
    return {
        "countries": [code for code in codes if not places.is_region(code)],
        "regions": [code for code in codes if places.is_region(code)],
    }
