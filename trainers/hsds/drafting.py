"""What a proposal says as a record of the directory's format: what nobody said is unknown or closed. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from trainers.choices import ORGANISATION_TIERED, OrganisationKind, OrganisationStatus
from trainers.hsds.models import FeedKind
from vocabulary import places

Content = dict[str, Any]


def organisation(content: Content, public_id: str, today: dt.date) -> Content:
    """An organisation of a feed, for the desk only."""
    codes_ = content["places"]
    countries = [code for code in codes_ if places.is_country(code)]
    return {
        "id": public_id,
        "name": content["name"],
        "kind": OrganisationKind.SUPPORT_ORGANISATION.value,
        "status": OrganisationStatus.ACTIVE.value,
        "base_country": countries[0] if len(countries) == 1 else "",
        "languages": content["languages"],
        "countries": countries,
        "regions": [code for code in codes_ if places.is_region(code)],
        "services": content["services"],
        "at_risk_groups": content["at_risk_groups"],
        "accepts_urgent": False,
        "website": content["website"],
        "email": content["email"],
        "tiers": dict.fromkeys(ORGANISATION_TIERED, "desk"),
        "summary": content["summary"],
        "last_review": today.isoformat(),
    }


# What nobody knows yet of a trainer that a feed names: nothing is agreed to, nothing is free, nothing is shown.
UNKNOWN: Final[Content] = {
    "is_alias": False,
    "organisation": None,
    "vetted_until": None,
    "vetted_by": None,
    "lived_in": [],
    "travel": {"regions": [], "countries": [], "max_days_per_trip": 0, "notice_weeks": 0, "cannot_enter": []},
    "max_group_size": 20,
    "risk_clearance": None,
    "accepts": None,
    "availability": None,
    "capacity": {"hours_per_quarter": 0, "committed_hours": 0, "last_quarter_hours": 0},
    "accompaniment_hours_per_month": 0,
    "exclusions": {"countries": [], "organisations": [], "people": []},
    "facilitator_attributes": [],
    "last_offered": None,
    "email": "",
    "tiers": {},
}


def trainer(content: Content, public_id: str, today: dt.date) -> Content:
    """A trainer of a feed, for the desk only."""
    formats = content["formats"]
    return {
        **UNKNOWN,
        "id": public_id,
        "display_name": content["name"],
        "languages": content["languages"],
        "topics": [{"code": code, "level": step} for code, step in content["topics"].items()],
        "at_risk_groups": [{"code": code, "experience": step} for code, step in content["at_risk_groups"].items()],
        "base_country": content["base_country"],
        "worked_in": content["worked_in"],
        "formats": formats if {"in_person", "online"} <= {*formats} else [code for code in formats if code != "hybrid"],
        "summary": content["summary"],
        "last_review": today.isoformat(),
    }


MAKERS: Final[dict[FeedKind, Callable[[Content, str, dt.date], Content]]] = {
    FeedKind.ORGANISATION: organisation,
    FeedKind.TRAINER: trainer,
}
