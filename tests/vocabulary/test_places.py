"""Countries and regions: the tree, the borders, the names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vocabulary import places


def test_the_tree_is_that_of_the_directorys_codes(shared_data: Path) -> None:
    codes = json.loads((shared_data / "directory" / "codes.json").read_text("utf-8"))
    assert {row["code"]: row["parent"] for row in codes["regions"]} == places.REGIONS
    for row in codes["countries"]:
        assert places.region_of(row["code"]) == row["region"], row


def test_every_country_lies_in_the_world_and_has_a_name() -> None:
    assert len(places.countries()) == 250
    for country in places.countries():
        assert places.within(country, "001")
        for language in ("en", "es", "fr", "ar"):
            assert places.name(country, language) != country


@pytest.mark.parametrize(
    ("code", "region", "lies"),
    [
        ("GT", "013", True),
        ("GT", "419", True),
        ("GT", "019", True),
        ("GT", "GT", True),
        ("013", "419", True),
        ("419", "013", False),
        ("US", "419", False),
        ("SD", "202", False),
        ("SD", "015", True),
        ("ZZ", "001", False),
        ("GT", "999", False),
    ],
)
def test_what_lies_in_what(code: str, region: str, lies: bool) -> None:
    assert places.within(code, region) is lies


def test_borders_hold_both_ways_and_join_no_country_to_itself() -> None:
    for country in places.countries():
        for other in places.neighbours(country):
            assert places.is_country(other)
            assert country in places.neighbours(other)
            assert country != other
    assert places.neighbours("CD") == {"AO", "BI", "CF", "CG", "RW", "SS", "TZ", "UG", "ZM"}
    assert places.neighbours("GT") == {"BZ", "HN", "MX", "SV"}
    assert places.neighbours("JP") == frozenset()


@pytest.mark.parametrize("code", ["XK", "TW", "HK", "MO", "PS", "EH", "AQ", "GF", "VA"])
def test_places_whose_standing_is_disputed_are_answered_like_any_other(code: str) -> None:
    assert places.region_of(code)
    assert places.name(code, "ar")
    assert isinstance(places.neighbours(code), frozenset)


def test_unknown_codes_answer_with_nothing() -> None:
    assert places.region_of("013") is None
    assert places.neighbours("ZZ") == frozenset()
    assert places.name("ZZ9", "en") == "ZZ9"
    assert places.countries_in("nowhere") == ()


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Guatemala", "en", "GT"),
        ("guatemala ", "fr", "GT"),
        ("méxico", "es", "MX"),
        ("Mexico", "es", "MX"),
        ("غواتيمالا", "ar", "GT"),
        ("Germany", "ar", "DE"),
        ("gt", "en", "GT"),
        ("013", "en", "013"),
        ("Afrique occidentale", "fr", "011"),
        ("Atlantis", "en", None),
        ("", "en", None),
    ],
)
def test_people_write_places_as_they_know_them(text: str, language: str, code: str | None) -> None:
    assert places.find(text, language) == code
