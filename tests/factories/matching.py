"""Candidates and requests for matching that fit each other, until a test changes one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from trainers.matching.values import (
    AskedLanguage,
    AskedTopic,
    Audience,
    Availability,
    Candidate,
    Capacity,
    Need,
    Situation,
    Slot,
    SpokenLanguage,
    Travel,
)
from vocabulary import places

TODAY = date(2026, 12, 1)
BROADER: Mapping[str, str | None] = {
    "security-management": None,
    "risk-analysis": "security-management",
    "security-planning": "security-management",
    "digital-security": None,
    "malware": "digital-security",
    "passwords": "digital-security",
    "psychosocial": None,
    "stress": "psychosocial",
}
EVERYTHING_PUBLIC = frozenset(
    {
        "display_name",
        "organisation",
        "base_country",
        "worked_in",
        "lived_in",
        "languages",
        "topics",
        "formats",
        "at_risk_groups",
        "max_group_size",
        "accompaniment_hours_per_month",
        "availability",
        "travel",
    }
)

_TRAINER = Candidate(
    id="ana",
    name="Ana",
    published=True,
    vetted_until=date(2028, 1, 1),
    languages=(SpokenLanguage("es", "native", True), SpokenLanguage("quc", "fluent", True)),
    topics={"risk-analysis": 3, "security-planning": 2},
    base_country="GT",
    formats=frozenset({"in_person", "online"}),
    max_group_size=20,
    capacity=Capacity(60, 10, 10),
    organisation="ceiba",
    organisation_country="GT",
    lived_in=frozenset({"GT"}),
    worked_in=frozenset({"GT"}),
    travel=Travel(regions=frozenset({"013"}), max_days_per_trip=5, notice_weeks=2),
    at_risk_groups={"journalists": 2},
    risk_clearance="high",
    accepts=frozenset({"training", "urgent"}),
    availability=Availability("America/Guatemala", (Slot(0, 540, 780), Slot(2, 540, 780))),
    last_review=date(2026, 8, 1),
    public=EVERYTHING_PUBLIC,
)
_NEED = Need(
    country="GT",
    languages=(AskedLanguage("es", must=True),),
    topics=(AskedTopic("risk-analysis", 3), AskedTopic("security-planning", 2)),
    format="in_person",
    participants=12,
    at_risk_groups=("journalists",),
    risk_level="high",
    urgency="planned",
    start_by=date(2027, 2, 1),
    weeks=4,
    hours=20,
)


def a_trainer(**changes: Any) -> Candidate:
    """A trainer who fits `a_need()` well, with something changed."""
    return replace(_TRAINER, **changes)


def a_need(**changes: Any) -> Need:
    """A request that `a_trainer()` fits well, with something changed."""
    return replace(_NEED, **changes)


def at_a_desk(**changes: Any) -> Situation:
    """A coordinator asks."""
    return replace(Situation(places, BROADER, TODAY, Audience.COORDINATOR), **changes)


def from_outside(**changes: Any) -> Situation:
    """Someone unknown asks."""
    return at_a_desk(audience=Audience.REQUESTER, **changes)
