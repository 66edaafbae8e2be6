"""Faults of one record: it fails alone, with the path to the fault, and everything else is stored."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories.trainers import bring_in, desk_record, organisation_record, trainer_record
from trainers.models import Desk, Organisation, Trainer

pytestmark = pytest.mark.django_db
SLOT = {"day": "mon", "from": "09:00", "to": "12:00"}
DAYS = {"from": "2026-01-01", "to": "2026-02-01"}
TIMES = {"timezone": "UTC", "weekly": [], "periods": [], "closed": []}
TRAVEL = {"regions": [], "countries": [], "max_days_per_trip": 0, "notice_weeks": 0, "cannot_enter": []}
HOURS = {"hours_per_quarter": 1, "committed_hours": 1, "last_quarter_hours": 1}
SPEAKS = {"code": "en", "level": "fluent", "can_train": True}
AGREED = {"code": "woman", "consented": "2026-01-01", "expires": "2027-01-01"}
LIMITS = {"countries": [], "organisations": [], "people": []}
GONE = object()

# What is wrong, and where the report says it is.
TRAINER: list[tuple[dict[str, Any], str]] = [
    ({"surprise": 1}, "surprise: is an unknown key"),
    ({"email": GONE}, "email: is missing"),
    ({"display_name": None}, "display_name: is not a text"),
    ({"display_name": " "}, "display_name: is empty"),
    ({"display_name": "x" * 161}, "display_name: is longer"),
    ({"display_name": "a<b>c</b>"}, "display_name: holds markup"),
    ({"display_name": "a&lt;b"}, "display_name: holds markup"),
    ({"display_name": "a\x00b"}, "U+0000"),
    ({"display_name": "a\nb"}, "U+000A"),
    ({"display_name": "a\x9fb"}, "U+009F"),
    ({"display_name": "a\u202eb"}, "bidirectional control character U+202E"),
    ({"display_name": "a\u2069b"}, "U+2069"),
    ({"display_name": "a\u200fb"}, "U+200F"),
    ({"display_name": "a\ud800b"}, "U+D800"),
    ({"display_name": "a\ufeffb"}, "U+FEFF"),
    ({"display_name": 7}, "display_name: is not a text"),
    ({"is_alias": "yes"}, "is_alias: is not true or false"),
    ({"published": 1}, "published: is not true or false"),
    ({"published": None}, "published: is not true or false"),
    ({"organisation": "nobody"}, "organisation: there is no organisation “nobody” here"),
    ({"organisation": ""}, "organisation: is not an id"),
    ({"vetted_until": None}, "vetted_by: vetted_until and vetted_by go together"),
    ({"vetted_by": None}, "vetted_by: vetted_until and vetted_by go together"),
    ({"vetted_by": "no-desk"}, "vetted_by: there is no desk “no-desk” here"),
    ({"vetted_until": "2027-02-29"}, "vetted_until: is not a date"),
    ({"vetted_until": "20270228"}, "vetted_until: is not a date"),
    ({"vetted_until": "2027-2-8"}, "vetted_until: is not a date"),
    ({"vetted_until": "٢٠٢٧-٠٢-٠٨"}, "vetted_until: is not a date"),
    ({"vetted_until": "2027-02-08T00:00:00"}, "vetted_until: is not a date"),
    ({"languages": []}, "languages: has 0 items"),
    ({"languages": {}}, "languages: is not a list"),
    ({"languages": [{**SPEAKS, "code": "xx"}]}, "languages[0].code: “xx” is no language"),
    ({"languages": [{**SPEAKS, "code": "EN"}]}, "languages[0].code"),
    ({"languages": [{**SPEAKS, "level": "good"}]}, "languages[0].level: “good” is no level"),
    ({"languages": [{**SPEAKS, "can_train": None}]}, "languages[0].can_train"),
    ({"languages": [{"code": "en"}]}, "languages[0].level: is missing"),
    ({"languages": [SPEAKS, {**SPEAKS, "level": "basic"}]}, "languages[1]: stands twice"),
    ({"languages": ["en"]}, "languages[0]: is not an object"),
    ({"topics": [{"code": "astrology", "level": 1}]}, "topics[0].code: “astrology” is no topic"),
    ({"topics": [{"code": "legal", "level": 0}]}, "topics[0].level: is not between 1 and 3"),
    ({"topics": [{"code": "legal", "level": 4}]}, "topics[0].level: is not between 1 and 3"),
    ({"topics": [{"code": "legal", "level": 2.0}]}, "topics[0].level: is not a whole number"),
    ({"topics": [{"code": "legal", "level": True}]}, "topics[0].level: is not a whole number"),
    ({"topics": [{"code": "legal", "level": "2"}]}, "topics[0].level: is not a whole number"),
    ({"topics": [{"code": "legal", "level": 1}] * 2}, "topics[1]: stands twice"),
    ({"topics": [{"code": ["legal"], "level": 1}]}, "topics[0].code: is not a text"),
    ({"base_country": "UK"}, "base_country: “UK” is no country"),
    ({"base_country": "ke"}, "base_country: “ke” is no country"),
    ({"base_country": "014"}, "base_country: “014” is no country"),
    ({"base_country": None}, "base_country: is not a text"),
    ({"lived_in": ["KE", "KE"]}, "lived_in[1]: stands twice"),
    ({"worked_in": ["XX"]}, "worked_in[0]: “XX” is no country"),
    ({"worked_in": ["KE"] * 61}, "worked_in: has 61 items"),
    ({"travel": {**TRAVEL, "regions": ["999"]}}, "travel.regions[0]: “999” is no region"),
    ({"travel": {**TRAVEL, "regions": ["KE"]}}, "travel.regions[0]"),
    ({"travel": {**TRAVEL, "countries": ["014"]}}, "travel.countries[0]"),
    ({"travel": {**TRAVEL, "max_days_per_trip": 61}}, "travel.max_days_per_trip: is not between 0 and 60"),
    ({"travel": {**TRAVEL, "notice_weeks": -1}}, "travel.notice_weeks: is not between 0 and 26"),
    ({"travel": {**TRAVEL, "visa": []}}, "travel.visa: is an unknown key"),
    ({"travel": None}, "travel: is not an object"),
    ({"formats": ["by_post"]}, "formats[0]: “by_post” is no form of work"),
    ({"formats": ["online", "hybrid"]}, "formats: “hybrid” stands without"),
    ({"formats": ["online", "online"]}, "formats[1]: stands twice"),
    ({"at_risk_groups": [{"code": "spies", "experience": 1}]}, "at_risk_groups[0].code"),
    ({"at_risk_groups": [{"code": "lawyers", "experience": 4}]}, "at_risk_groups[0].experience"),
    ({"max_group_size": 0}, "max_group_size: is not between 1 and 200"),
    ({"max_group_size": 201}, "max_group_size: is not between 1 and 200"),
    ({"max_group_size": None}, "max_group_size: is not a whole number"),
    ({"risk_clearance": "extreme"}, "risk_clearance: “extreme” is no risk level"),
    ({"accepts": ["anything"]}, "accepts[0]: “anything” is no kind of request"),
    ({"accepts": "training"}, "accepts: is not a list"),
    ({"availability": {**TIMES, "timezone": "Mars/Olympus"}}, "availability.timezone: “Mars/Olympus” is no time zone"),
    ({"availability": {**TIMES, "timezone": "../etc/passwd"}}, "availability.timezone"),
    ({"availability": {**TIMES, "weekly": [{**SLOT, "day": "monday"}]}}, "availability.weekly[0].day"),
    ({"availability": {**TIMES, "weekly": [{**SLOT, "to": "09:00"}]}}, "availability.weekly[0]: “from” is not before"),
    ({"availability": {**TIMES, "weekly": [{**SLOT, "to": "24:00"}]}}, "availability.weekly[0].to: is not a time"),
    ({"availability": {**TIMES, "weekly": [{**SLOT, "from": "9:00"}]}}, "availability.weekly[0].from: is not a time"),
    ({"availability": {**TIMES, "weekly": [SLOT, SLOT]}}, "availability.weekly[1]: stands twice"),
    (
        {"availability": {**TIMES, "periods": [{**DAYS, "to": "2025-01-01"}]}},
        "availability.periods[0]: “from” is after",
    ),
    ({"availability": {**TIMES, "closed": [{**DAYS, "why": "x"}]}}, "availability.closed[0].why: is an unknown key"),
    ({"availability": {"timezone": "UTC"}}, "availability.weekly: is missing"),
    ({"capacity": {**HOURS, "committed_hours": 521}}, "capacity.committed_hours: is not between 0 and 520"),
    ({"capacity": {**HOURS, "hours_per_quarter": 10.5}}, "capacity.hours_per_quarter: is not a whole number"),
    ({"capacity": None}, "capacity: is not an object"),
    ({"accompaniment_hours_per_month": 161}, "accompaniment_hours_per_month: is not between 0 and 160"),
    ({"exclusions": {**LIMITS, "countries": ["XX"]}}, "exclusions.countries[0]"),
    ({"exclusions": {**LIMITS, "people": ["x" * 201]}}, "exclusions.people[0]: is longer"),
    ({"exclusions": {**LIMITS, "people": ["<script>"]}}, "exclusions.people[0]: holds markup"),
    ({"facilitator_attributes": [{**AGREED, "code": "tall"}]}, "facilitator_attributes[0].code"),
    ({"facilitator_attributes": [{**AGREED, "expires": "2025-01-01"}]}, "expires before it was agreed to"),
    ({"facilitator_attributes": [{**AGREED, "expires": None}]}, "facilitator_attributes[0].expires"),
    ({"facilitator_attributes": [AGREED, AGREED]}, "facilitator_attributes[1]: stands twice"),
    ({"last_offered": "soon"}, "last_offered: is not a date"),
    ({"email": "nobody"}, "email: is not a mail address"),
    ({"email": "a@b.example\nBcc: c@d.example"}, "email: is not a mail address"),
    ({"summary": {}}, "summary: has 0 entries"),
    ({"summary": dict.fromkeys(("en", "es", "fr", "ar"), "x")}, "summary: has 4 entries"),
    ({"summary": {"en": "x" * 2001}}, "summary.en: is longer than 2000"),
    ({"summary": {"english": "x"}}, "summary.english: “english” is no language"),
    ({"summary": {"en": None}}, "summary.en: is not a text"),
    ({"summary": {"en": "<a href=x>"}}, "summary.en: holds markup"),
    ({"last_review": None}, "last_review: is not a date"),
    ({"tiers": {"email": "friends"}}, "tiers.email: “friends” is no tier"),
    ({"tiers": {"shoe_size": "public"}}, "tiers.shoe_size: “shoe_size” is no field with a tier"),
    ({"tiers": []}, "tiers: is not an object"),
    ({"id": "Upper"}, "id: is not an id"),
    ({"id": "a--b"}, "id: is not an id"),
    ({"id": "a" * 61}, "id: is not an id"),
    ({"id": "a\n"}, "id: is not an id"),
    ({"id": None}, "id: is not an id"),
]
ORGANISATION: list[tuple[dict[str, Any], str]] = [
    ({"kind": "club"}, "kind: “club” is no kind of organisation"),
    ({"status": "asleep"}, "status: “asleep” is no state"),
    ({"website": "http://plain.example/"}, "website: is not a https:// address"),
    ({"website": "javascript:alert(1)"}, "website: is not a https:// address"),
    ({"website": 'https://x.example/"onclick='}, "website: is not a https:// address"),
    ({"services": ["massage"]}, "services[0]: “massage” is no service"),
    ({"at_risk_groups": ["everyone"]}, "at_risk_groups[0]"),
    ({"accepts_urgent": "no"}, "accepts_urgent: is not true or false"),
    ({"tiers": {"summary": "public"}}, "tiers.summary"),
    ({"languages": []}, "languages: has 0 items"),
    ({"name": ""}, "name: is empty"),
    ({"email": GONE}, "email: is missing"),
]
DESK: list[tuple[dict[str, Any], str]] = [
    ({"fallback": []}, "fallback: is empty"),
    ({"fallback": ["no-desk", "central-unit"]}, "fallback[0]: there is no desk “no-desk” here"),
    ({"fallback": ["good"]}, "fallback: does not end with the central unit"),
    ({"fallback": ["central-unit", "central-unit"]}, "fallback[1]: stands twice"),
    ({"hours": {"timezone": "UTC", "weekly": [{**SLOT, "from": "13:00"}]}}, "hours.weekly[0]: “from” is not before"),
    ({"hours": {"timezone": "Nowhere", "weekly": []}}, "hours.timezone: “Nowhere” is no time zone"),
    ({"central": None}, "central: is not true or false"),
    ({"regions": ["Africa"]}, "regions[0]: “Africa” is no region"),
]


def altered(record: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**record, **changes}.items() if value is not GONE}


@pytest.mark.parametrize(("changes", "said"), TRAINER)
def test_a_trainers_record_fails_alone(changes: dict[str, Any], said: str) -> None:
    report = bring_in(trainer_record(id="good"), altered(trainer_record(id="bad"), changes))
    assert any(said in line for line in report.lines), report.lines
    assert report.counts["trainers"] == {"created": 1, "failed": 1}
    assert [row.public_id for row in Trainer.objects.all()] == ["good"]


@pytest.mark.parametrize(("changes", "said"), ORGANISATION)
def test_an_organisations_record_fails_alone(changes: dict[str, Any], said: str) -> None:
    bad = altered(organisation_record(id="bad"), changes)
    report = bring_in(organisations=[bad, organisation_record(id="good")])
    assert any(said in line for line in report.lines), report.lines
    assert [row.public_id for row in Organisation.objects.all()] == ["good"]


@pytest.mark.parametrize(("changes", "said"), DESK)
def test_a_desks_record_fails_alone(changes: dict[str, Any], said: str) -> None:
    usual = {"central": False, "fallback": ["central-unit"]}
    bad = altered(desk_record(id="bad", **usual), changes)
    report = bring_in(trainer_record(), desks=[bad, desk_record(), desk_record(id="good", **usual)])
    assert any(said in line for line in report.lines), report.lines
    assert report.counts["desks"] == {"created": 2, "failed": 1}
    assert report.counts["trainers"] == {"created": 1}
    assert {row.public_id for row in Desk.objects.all()} == {"central-unit", "good"}


@pytest.mark.parametrize("record", [None, 3, "text", [], ["x"]])
def test_what_is_no_record_fails_alone(record: Any) -> None:
    report = bring_in(trainer_record(), record)
    assert report.counts["trainers"] == {"created": 1, "failed": 1}
    assert "trainers/[1]: is not an object" in report.lines[0]


def test_every_fault_of_a_record_is_said_at_once() -> None:
    report = bring_in({**trainer_record(id="bad"), "max_group_size": 0, "email": "", "extra": 1})
    assert len(report.lines) == 3


def test_a_desk_that_falls_back_on_a_failed_one_fails_too() -> None:
    usual = {"central": False}
    desks = [
        desk_record(),
        desk_record(id="a", fallback=["b", "central-unit"], **usual),
        desk_record(id="b", fallback=["c", "central-unit"], **usual),
        desk_record(id="c", fallback=["central-unit"], name="", **usual),
    ]
    report = bring_in(desks=desks)
    assert report.counts["desks"] == {"created": 1, "failed": 3}
