"""A directory spoilt in thousands of ways: each fault names its record and field, and what is sound is stored."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.factories.trainers import desk_record, organisation_record, trainer_record
from trainers.importing import format
from trainers.importing.reading import UnreadableFileError, read
from trainers.importing.running import Options, run
from trainers.models import Organisation, Trainer

Record = dict[str, Any]
WRONG: tuple[Any, ...] = (
    *(None, True, -1, 10**30, 1.5, "", " ", "x" * 100_000, [], {}, [[]], [None], {"a": {"b": []}}),
    *("\u202eevil", "a\u0000b", "\ud800", "<b>bold</b>", "&lt;", "2026-13-45", "9999-99-99", "en\n", "ZZ", "999"),
    *(["KE"] * 61, ["KE", "KE"], [{"code": "en"}], float("1e308"), "\u2066", "\ufeff", "a\u2028b"),
)
CODES = format.Codes(
    frozenset({"phishing"}),
    frozenset({"journalists"}),
    frozenset({"triage", "digital-security"}),
    frozenset({"in_person", "online", "hybrid"}),
)
CHECKS: dict[str, Callable[[], Any]] = {
    "desks": format.desk,
    "organisations": lambda: format.organisation(CODES),
    "trainers": lambda: format.trainer(CODES),
}


def places_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a record that can be spoilt."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*path, key)
        yield from places_of(inner, (*path, key))


def spoilt(record: Record, path: tuple[Any, ...], value: Any) -> Record:
    """The record with one place changed."""
    made = copy.deepcopy(record)
    inner: Any = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return made


def whole_trainer(**changes: Any) -> Record:
    """A trainer with something in every field."""
    return trainer_record(
        **{
            "travel": {
                "regions": ["014"],
                "countries": ["IS"],
                "max_days_per_trip": 5,
                "notice_weeks": 2,
                "cannot_enter": ["MN"],
            },
            "availability": {
                "timezone": "Africa/Nairobi",
                "weekly": [{"day": "mon", "from": "09:00", "to": "12:00"}],
                "periods": [{"from": "2026-01-01", "to": "2026-12-31"}],
                "closed": [{"from": "2026-03-03", "to": "2026-03-05"}],
            },
            "exclusions": {"countries": ["RW"], "organisations": ["a"], "people": ["Somebody"]},
            "facilitator_attributes": [{"code": "woman", "consented": "2026-01-01", "expires": "2027-01-01"}],
            "channels": [{"kind": "signal", "value": "ana.42", "tier": "public"}],
            "how_they_work": {"tier": "public", "texts": {"en": "I listen."}},
            "questions": {"tier": "desk", "texts": {"en": ["Who?"]}},
            **changes,
        }
    )


@pytest.mark.parametrize("kind", CHECKS)
def test_every_place_takes_every_wrong_value_without_an_accident(kind: str) -> None:
    record = {"desks": desk_record, "organisations": organisation_record, "trainers": whole_trainer}[kind]()
    check, tried, refused = CHECKS[kind](), 0, 0
    assert format.faults(check, record) == ()
    for path in places_of(record):
        for value in WRONG:
            found = format.faults(check, spoilt(record, path, value))
            tried, refused = tried + 1, refused + bool(found)
            for fault in found:
                assert str(fault).isprintable()
                assert fault.path.split(".")[0].split("[")[0] in {str(path[0]), "", "vetted_by"}
    assert tried > 300
    assert refused > tried * 0.8


@pytest.mark.parametrize("value", ["\u202e", "\u0007", "<i>", "\ud800", "&#60;", "\u2028"])
def test_no_text_anywhere_holds_markup_or_characters_that_deceive(value: str) -> None:
    record, check = whole_trainer(), CHECKS["trainers"]()
    for path in places_of(record):
        inner: Any = record
        for key in path:
            inner = inner[key]
        if isinstance(inner, str):
            assert format.faults(check, spoilt(record, path, inner + value)), path


@pytest.mark.django_db
def test_sound_records_are_stored_beside_spoilt_ones_each_whole_or_not_at_all() -> None:
    lots = random.Random(7)
    record = whole_trainer(id="spoilt", exclusions={"countries": [], "organisations": [], "people": []})
    places = list(places_of(record))
    bad = []
    while len(bad) < 300:
        made = spoilt(record, lots.choice(places), lots.choice(WRONG))
        if format.faults(CHECKS["trainers"](), made):
            bad.append({**made, "id": f"spoilt-{len(bad)}"} if isinstance(made.get("id"), str) else made)
    sound = [trainer_record(id=f"sound-{number}") for number in range(2)]
    raw = {
        "schema": "protection-hub/directory/1",
        "licence": "CC0-1.0",
        "as_of": "2026-12-01",
        "desks": [desk_record()],
        "organisations": [organisation_record(), organisation_record(id="b", base_country="ZZ")],
        "trainers": [sound[0], *bad, sound[1]],
    }
    report = run(read(json.dumps(raw).encode()), Options())
    stored = set(Trainer.objects.values_list("public_id", flat=True))
    assert {"sound-0", "sound-1"} <= stored
    assert report.counts["trainers"]["created"] == len(stored)
    assert report.counts["trainers"]["failed"] == 302 - len(stored)
    assert all((": " in line and "trainers/" in line) or "organisations/" in line for line in report.lines)
    assert list(Organisation.objects.values_list("public_id", flat=True)) == ["open-harbour"]


def test_a_spoilt_file_is_refused_as_a_whole_or_read() -> None:
    raw = json.dumps(
        {
            "schema": "protection-hub/directory/1",
            "licence": "CC0-1.0",
            "as_of": "2026-12-01",
            "desks": [desk_record()],
            "organisations": [],
            "trainers": [trainer_record(id="a")],
        }
    ).encode()
    lots, refused = random.Random(11), 0
    for _turn in range(300):
        at = lots.randrange(len(raw))
        spoils = (b"", b"\xff", b"\x00", b"[", b'"', b"}", b"9" * 5000, b"\\ud800")
        refused += is_refused(raw[:at] + lots.choice(spoils) + raw[at + 1 :])
    assert refused > 150
    assert all(is_refused(start * 100_000) for start in (b"[", b'{"a":'))


def is_refused(raw: bytes) -> bool:
    """Whether a file is refused as a whole, with a reason."""
    try:
        read(raw)
    except UnreadableFileError as reason:
        return bool(str(reason))
    return False
