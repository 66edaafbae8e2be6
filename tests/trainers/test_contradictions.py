"""What does not fit together in a record: each rule with two records that differ in that rule alone; no database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.factories.trainers import tiers, trainer_record
from trainers import contradictions

TODAY = dt.date(2026, 12, 1)
TRAVEL = {"regions": [], "countries": ["UG"], "max_days_per_trip": 5, "notice_weeks": 0, "cannot_enter": []}
TIMES = {"timezone": "UTC", "weekly": [], "periods": [{"from": "2027-01-01", "to": "2027-02-01"}], "closed": []}
EMPTY = {"countries": [], "organisations": [], "people": []}
HOURS = {"hours_per_quarter": 10, "committed_hours": 0, "last_quarter_hours": 0}


def english(level: str, *, trains: bool) -> dict[str, Any]:
    return {"languages": [{"code": "en", "level": level, "can_train": trains}]}


def travel(**changes: Any) -> dict[str, Any]:
    return {"travel": {**TRAVEL, **changes}}


def found(**changes: Any) -> list[str]:
    return contradictions.of(trainer_record(**changes), TODAY, contradictions.Codes())


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        (english("basic", trains=True), english("working", trains=True), "basic level only: en"),
        (english("fluent", trains=False), english("fluent", trains=True), "trains in none"),
        (
            {"accompaniment_hours_per_month": 4},
            {"accompaniment_hours_per_month": 4, "accepts": ["training", "accompaniment"]},
            "does not take such requests",
        ),
        ({"accepts": ["accompaniment"]}, {"accepts": ["coaching"]}, "has no hours for it"),
        (travel(cannot_enter=["UG"]), travel(cannot_enter=["RW"]), "a country they cannot enter: UG"),
        (travel(max_days_per_trip=0), travel(), "longest trip is 0 days"),
        (travel(cannot_enter=["KE"]), travel(), "Is based in a country they cannot enter: KE"),
        (
            {"exclusions": {**EMPTY, "countries": ["KE"]}},
            {"exclusions": {**EMPTY, "countries": ["RW"]}},
            "Will not work in a country they are based in or willing to go to: KE",
        ),
        (
            {"organisation": "home", "exclusions": {**EMPTY, "organisations": ["home"]}},
            {"organisation": "home", "exclusions": {**EMPTY, "organisations": ["away"]}},
            "the organisation they belong to",
        ),
        ({"formats": []}, {"formats": ["online"]}, "No form of work"),
        ({"formats": ["hybrid", "online"]}, {"formats": ["hybrid", "online", "in_person"]}, "not both online"),
        ({**travel(), "formats": ["online"]}, {**travel(), "formats": ["in_person"]}, "works online only"),
        ({"capacity": {**HOURS, "committed_hours": 11}}, {"capacity": HOURS}, "More hours are spoken for"),
        (
            {"availability": {**TIMES, "periods": [{"from": "2026-01-01", "to": "2026-11-30"}]}},
            {"availability": {**TIMES, "periods": [{"from": "2026-01-01", "to": "2026-12-01"}]}},
            "are over",
        ),
        (
            {"availability": {**TIMES, "closed": [{"from": "2026-12-31", "to": "2027-02-01"}]}},
            {"availability": {**TIMES, "closed": [{"from": "2027-01-02", "to": "2027-02-01"}]}},
            "is away in every period",
        ),
        (
            {**travel(notice_weeks=3), "accepts": ["training", "urgent"], "formats": ["in_person"]},
            {**travel(notice_weeks=0), "accepts": ["training", "urgent"], "formats": ["in_person"]},
            "weeks of notice",
        ),
        (
            {"facilitator_attributes": [{"code": "woman", "consented": "2025-01-01", "expires": "2026-11-30"}]},
            {"facilitator_attributes": [{"code": "woman", "consented": "2025-01-01", "expires": "2026-12-01"}]},
            "consent",
        ),
        ({"tiers": tiers(display_name="desk")}, {"tiers": tiers()}, "the name is not"),
        ({"is_alias": True}, {"is_alias": True, "tiers": tiers(organisation="desk")}, "an alias"),
    ],
)
def test_a_contradiction_is_said_and_its_neighbour_is_not(
    wrong: dict[str, Any], right: dict[str, Any], said: str
) -> None:
    assert [each for each in found(**wrong) if said in each]
    assert not [each for each in found(**right) if said in each]


def test_a_region_is_contradicted_only_when_all_of_it_is_closed() -> None:
    every = ["BI", "DJ", "ER"]
    said = "cannot enter any country of it"
    assert not [each for each in found(**travel(regions=["014"], countries=[], cannot_enter=every)) if said in each]
    closed = list(contradictions.places.countries_in("039"))
    assert [each for each in found(**travel(regions=["039"], countries=[], cannot_enter=closed)) if said in each]


def test_a_plain_record_contradicts_nothing() -> None:
    assert found() == []
