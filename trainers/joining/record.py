"""What somebody answered as a record of the directory's format, which is checked and written. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from trainers.choices import ORGANISATION_TIERED, TIERED, OrganisationStatus, Tier
from vocabulary import places

Said = Mapping[str, Any]
Record = dict[str, Any]
DAYS_OF_A_MONTH = 30.44


def trainer(said: Said, *, id: str, organisation: str | None, today: dt.date, clearance: str | None) -> Record:
    """A trainer. What only a desk can say (the organisation's id, the clearance) is given beside the answers."""
    return {
        "id": id,
        "display_name": said["name"],
        "is_alias": said["name_is"] == "alias",
        "organisation": organisation,
        "published": True,
        "vetted_until": None,
        "vetted_by": None,
        "last_review": today.isoformat(),
        "summary": dict(said["summary"]),
        "tiers": {field: said["tiers"].get(field, Tier.DESK.value) for field in TIERED},
        **_work(said),
        **_limits(said),
        "risk_clearance": clearance,
        # Who asked before this was asked has not said it.
        "availability": said.get("availability"),
        "facilitator_attributes": _agreed(said, today),
        "last_offered": None,
        "email": said["email"],
    }


def organisation(said: Said, *, id: str, today: dt.date) -> Record:
    """An organisation."""
    return {
        "id": id,
        "name": said["name"],
        "kind": said["organisation_kind"],
        "status": OrganisationStatus.ACTIVE.value,
        "base_country": said["country"],
        "languages": list(said["speaks"]),
        **_split(said["works_in"]),
        "services": list(said["services"]),
        "at_risk_groups": list(said["serves"]),
        "accepts_urgent": bool(said["urgent"]),
        "website": said["website"],
        "email": said["email"],
        "tiers": {field: said["tiers"].get(field, Tier.DESK.value) for field in ORGANISATION_TIERED},
        "summary": dict(said["summary"]),
        "last_review": today.isoformat(),
    }


def _work(said: Said) -> Record:
    return {
        "languages": [
            {"code": code, "level": level, "can_train": trains} for code, (level, trains) in said["languages"].items()
        ],
        "topics": [{"code": code, "level": level} for code, level in said["topics"].items()],
        "base_country": said["country"],
        "lived_in": list(said["lived_in"]),
        "worked_in": list(said["worked_in"]),
        "formats": list(said["formats"]),
        "at_risk_groups": [{"code": code, "experience": level} for code, level in said["at_risk_groups"].items()],
        "max_group_size": said["max_group_size"],
    }


def _limits(said: Said) -> Record:
    return {
        "travel": {
            **_split(said["travels"]),
            "max_days_per_trip": said["max_days"] or 0,
            "notice_weeks": said["notice_weeks"] or 0,
            "cannot_enter": list(said["cannot_enter"]),
        },
        "accepts": list(said["accepts"]),
        "capacity": {"hours_per_quarter": said["hours"], "committed_hours": 0, "last_quarter_hours": 0},
        "accompaniment_hours_per_month": said["accompaniment"] or 0,
        "exclusions": {
            "countries": list(said["not_in"]),
            "organisations": list(said.get("not_with_ids", ())),
            "people": list(said["not_with"]),
        },
    }


def _split(codes: list[str]) -> Record:
    """Regions and countries apart, as the format has them."""
    countries = [code for code in codes if places.is_country(code)]
    return {"regions": [code for code in codes if code not in countries], "countries": countries}


def _agreed(said: Said, today: dt.date) -> list[Record]:
    """What they want to be found by, from today on and not a day longer than they said."""
    until = today + dt.timedelta(days=int(said["attributes_for"] * DAYS_OF_A_MONTH))
    return [{"code": code, "consented": today.isoformat(), "expires": until.isoformat()} for code in said["attributes"]]
