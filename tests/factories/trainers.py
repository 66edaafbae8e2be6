"""Entries of the directory in the situations that matter, written as an import writes them."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import json
from typing import Any

from trainers.choices import TIERED
from trainers.importing.reading import SCHEMA, read
from trainers.importing.report import Report
from trainers.importing.running import Options, run
from trainers.models import Organisation, Trainer

TODAY = dt.date(2026, 12, 1)
Record = dict[str, Any]
_numbers = itertools.count(1)
PUBLIC = (
    "display_name",
    "organisation",
    "base_country",
    "worked_in",
    "languages",
    "topics",
    "formats",
    "at_risk_groups",
    "max_group_size",
    "summary",
)


def desk_record(**changes: Any) -> Record:
    """The central unit."""
    return {
        "id": "central-unit",
        "name": "Central Unit",
        "central": True,
        "countries": [],
        "regions": ["001"],
        "languages": ["en", "fr"],
        "hours": {"timezone": "Europe/Brussels", "weekly": [{"day": "mon", "from": "09:00", "to": "17:00"}]},
        "fallback": [],
        "email": "central@desk.example",
        **changes,
    }


def organisation_record(**changes: Any) -> Record:
    """An organisation that shows everything."""
    return {
        "id": "open-harbour",
        "name": "Open Harbour",
        "kind": "network",
        "status": "active",
        "base_country": "KE",
        "languages": ["en", "sw"],
        "regions": ["014"],
        "countries": ["KE"],
        "services": ["triage", "digital-security"],
        "at_risk_groups": ["journalists"],
        "accepts_urgent": True,
        "website": "https://open-harbour.example/",
        "email": "hello@open-harbour.example",
        "tiers": {"name": "public", "email": "public", "website": "public"},
        "summary": {"en": "A harbour that is open."},
        "last_review": "2026-10-01",
        **changes,
    }


def _some_months_ahead() -> str:
    """Half a year after the day from which dates count here; and ahead as well where a test leaves the clock alone."""
    today = dt.datetime.now(dt.UTC).date()
    return max(dt.date(2027, 6, 30), today + dt.timedelta(days=60)).isoformat()


def trainer_record(**changes: Any) -> Record:
    """A listed trainer whose public fields are all public."""
    number = next(_numbers)
    record = {
        "id": f"trainer-{number}",
        "display_name": f"Trainer {number}",
        "is_alias": False,
        "organisation": None,
        "published": True,
        "vetted_until": _some_months_ahead(),
        "vetted_by": "central-unit",
        "languages": [{"code": "en", "level": "fluent", "can_train": True}],
        "topics": [{"code": "phishing", "level": 2}],
        "base_country": "KE",
        "lived_in": ["KE"],
        "worked_in": ["KE", "UG"],
        "travel": {"regions": [], "countries": [], "max_days_per_trip": 0, "notice_weeks": 0, "cannot_enter": []},
        "formats": ["in_person", "online"],
        "at_risk_groups": [{"code": "journalists", "experience": 2}],
        "max_group_size": 20,
        "risk_clearance": "high",
        "accepts": ["training"],
        "availability": {"timezone": "Africa/Nairobi", "weekly": [], "periods": [], "closed": []},
        "capacity": {"hours_per_quarter": 80, "committed_hours": 0, "last_quarter_hours": 0},
        "accompaniment_hours_per_month": 0,
        "exclusions": {"countries": [], "organisations": [], "people": []},
        "facilitator_attributes": [],
        "last_offered": None,
        "email": f"trainer-{number}@trainers.example",
        "summary": {"en": "I train small groups."},
        "last_review": "2026-09-01",
        "tiers": {field: "public" if field in PUBLIC else "desk" for field in TIERED},
    }
    return copy.deepcopy({**record, **changes})


def tiers(**changes: str) -> dict[str, str]:
    """The tiers of an open profile, with some fields shown to fewer."""
    return {**{field: "public" if field in PUBLIC else "desk" for field in TIERED}, **changes}


def a_file(*trainers: Record, desks: Any = None, organisations: Any = (), **changes: Any) -> bytes:
    """A directory file."""
    document = {
        "schema": SCHEMA,
        "licence": "CC0-1.0",
        "as_of": "2026-12-01",
        "desks": [desk_record()] if desks is None else list(desks),
        "organisations": list(organisations),
        "trainers": list(trainers),
        **changes,
    }
    return json.dumps(document).encode()


def bring_in(*trainers: Record, desks: Any = None, organisations: Any = (), **options: Any) -> Report:
    """Import entries as a file would."""
    return run(read(a_file(*trainers, desks=desks, organisations=organisations)), Options(**options))


def a_trainer(**changes: Any) -> Trainer:
    """A trainer, listed unless the changes say otherwise."""
    record = trainer_record(**changes)
    report = bring_in(record)
    assert not report.total("failed"), report.lines
    return Trainer.objects.get(public_id=record["id"])


def an_organisation(**changes: Any) -> Organisation:
    """An organisation, public unless the changes say otherwise."""
    record = organisation_record(**changes)
    report = bring_in(organisations=[record])
    assert not report.total("failed"), report.lines
    return Organisation.objects.get(public_id=record["id"])


def hidden_trainers(**changes: Any) -> list[Record]:
    """Trainers of whom nothing may be seen, one per reason."""
    return [
        trainer_record(id="hidden-unpublished", published=False, **changes),
        trainer_record(id="hidden-expired", vetted_until="2026-11-30", **changes),
        trainer_record(id="hidden-never-vetted", vetted_until=None, vetted_by=None, **changes),
        trainer_record(id="hidden-for-the-desk", tiers={}, **changes),
    ]
