"""Requests are read strictly: everything that is wrong is told, with its place, at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.matching import TODAY
from trainers.matching.asking import Codes, read
from trainers.matching.values import AskedLanguage, AskedTopic

CODES = Codes(
    topics=frozenset({"malware", "stress"}),
    at_risk_groups=frozenset({"lawyers"}),
    countries=frozenset({"GT", "MX"}),
    languages={"es": "es", "quc": "quc", "zh-hant": "zh-Hant"},
)
SMALLEST: dict[str, Any] = {
    "country": "GT",
    "languages": [{"code": "es", "need": "must"}],
    "topics": [{"code": "malware"}],
    "format": "online",
}


def faults(**changes: Any) -> list[tuple[str, str]]:
    return [(fault.at, fault.code) for fault in read({**SMALLEST, **changes}, CODES, TODAY).faults]


def test_a_small_request_is_read_and_what_was_assumed_is_told() -> None:
    asked = read(SMALLEST, CODES, TODAY)
    assert asked.faults == ()
    assert asked.need is not None
    assert asked.need.languages == (AskedLanguage("es", True, "working"),)
    assert asked.need.topics == (AskedTopic("malware", 2, None),)
    assert asked.assumed["risk_level"] == "high"
    assert asked.need.start_by == TODAY + timedelta(weeks=8)


def test_a_whole_request_is_read() -> None:
    whole = {
        **SMALLEST,
        "languages": [{"code": "ZH-hant", "need": "prefer", "level": "fluent"}],
        "topics": [{"code": "stress", "weight": 3, "min_level": None}],
        "participants": 8,
        "at_risk_groups": ["lawyers"],
        "risk_level": "low",
        "urgency": "urgent",
        "start_by": "2026-12-01",
        "weeks": 2,
        "hours": 8,
        "facilitator": {"must": ["woman"], "prefer": []},
        "accompaniment": {"hours_per_month": 8, "need": "must"},
        "exclusions": {"trainers": ["ana"], "organisations": ["x"], "countries": ["MX"]},
        "requesting_organisation": "asker",
        "declined": ["bea"],
    }
    asked = read(whole, CODES, TODAY)
    assert (asked.faults, asked.assumed) == ((), {})
    assert asked.need is not None
    assert asked.need.languages[0].code == "zh-Hant"
    assert asked.need.start_by == date(2026, 12, 1)
    assert asked.need.accompaniment is not None
    assert asked.need.accompaniment.must
    assert asked.need.exclusions.countries == {"MX"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"colour": "red"}, ("colour", "unknown_field")),
        ({"country": "XX"}, ("country", "unknown_code")),
        ({"country": 7}, ("country", "not_text")),
        ({"country": None}, ("country", "not_text")),
        ({"languages": []}, ("languages", "empty")),
        ({"languages": "es"}, ("languages", "not_a_list")),
        ({"languages": ["es"]}, ("languages[0]", "not_an_object")),
        ({"languages": [{"code": "xx", "need": "must"}]}, ("languages[0].code", "unknown_code")),
        ({"languages": [{"code": "es"}]}, ("languages[0].need", "missing")),
        ({"languages": [{"code": "es", "need": "must", "level": "good"}]}, ("languages[0].level", "unknown_code")),
        ({"languages": [{"code": "es", "need": "must"}] * 2}, ("languages[1].code", "repeated")),
        ({"languages": [{"code": "es", "need": "must"}] * 11}, ("languages", "too_many")),
        ({"topics": [{"code": "malware", "weight": 4}]}, ("topics[0].weight", "out_of_range")),
        ({"topics": [{"code": "malware", "min_level": 0}]}, ("topics[0].min_level", "out_of_range")),
        ({"topics": [{"code": "malware", "colour": 1}]}, ("topics[0].colour", "unknown_field")),
        ({"format": "phone"}, ("format", "unknown_code")),
        ({"participants": 0}, ("participants", "out_of_range")),
        ({"participants": True}, ("participants", "not_a_number")),
        ({"participants": 8.5}, ("participants", "not_a_number")),
        ({"participants": "8"}, ("participants", "not_a_number")),
        ({"at_risk_groups": ["lawyers", "lawyers"]}, ("at_risk_groups[1]", "repeated")),
        ({"at_risk_groups": [["lawyers"]]}, ("at_risk_groups[0]", "not_text")),
        ({"start_by": "2026-11-30"}, ("start_by", "day_out_of_range")),
        ({"start_by": "2026-13-01"}, ("start_by", "not_a_date")),
        ({"start_by": "20261201"}, ("start_by", "not_a_date")),
        ({"start_by": "٢٠٢٦-١٢-٠١"}, ("start_by", "not_a_date")),
        ({"weeks": 53}, ("weeks", "out_of_range")),
        ({"facilitator": {"must": ["tall"]}}, ("facilitator.must[0]", "unknown_code")),
        ({"facilitator": []}, ("facilitator", "not_an_object")),
        ({"accompaniment": {}}, ("accompaniment.hours_per_month", "missing")),
        ({"exclusions": {"trainers": ["Ana María"]}}, ("exclusions.trainers[0]", "not_an_identifier")),
        ({"exclusions": {"countries": ["XX"]}}, ("exclusions.countries[0]", "unknown_code")),
        ({"requesting_organisation": "x" * 61}, ("requesting_organisation", "not_an_identifier")),
        ({"declined": [1]}, ("declined[0]", "not_text")),
    ],
)
def test_what_is_wrong_is_told_with_its_place(changes: dict[str, Any], told: tuple[str, str]) -> None:
    assert faults(**changes) == [told]


def test_everything_wrong_is_told_at_once() -> None:
    assert {at for at, _ in faults(country="XX", format="phone", hours=0)} == {"country", "format", "hours"}
    assert [fault.at for fault in read({}, CODES, TODAY).faults] == ["country", "languages", "topics", "format"]


@pytest.mark.parametrize("value", [None, [], "x", 3])
def test_only_an_object_is_a_request(value: object) -> None:
    assert [(fault.at, fault.code) for fault in read(value, CODES, TODAY).faults] == [("request", "not_an_object")]


WORDS = st.sampled_from(
    ["es", "GT", "", "must", "\x00", "عربي", "2027-01-01", "code", "need", "trainers", "constructor"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from([*SMALLEST, "hours", "start_by", "exclusions", "facilitator", "accompaniment", "declined"])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(FIELDS, JSON))
def test_nonsense_is_told_and_never_breaks(changes: dict[str, Any]) -> None:
    asked = read({**SMALLEST, **changes}, CODES, TODAY)
    assert (asked.need is None) == bool(asked.faults)
