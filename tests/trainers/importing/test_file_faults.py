"""Faults of the file as a whole: nothing of it is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories.trainers import a_file, desk_record, organisation_record, trainer_record
from trainers.importing.reading import UnreadableFileError, read
from trainers.models import Desk, ImportRecord, Organisation, Trainer


def changed(**changes: Any) -> bytes:
    return a_file(trainer_record(id="a"), **changes)


def without(key: str) -> bytes:
    document = json.loads(a_file())
    del document[key]
    return json.dumps(document).encode()


FAULTS = {
    "empty": (b"", "not JSON"),
    "not JSON": (b"{", "not JSON"),
    "not UTF-8": (a_file().replace(b"Central Unit", b"Central \xff Unit"), "not UTF-8"),
    "UTF-16": (a_file().decode().encode("utf-16"), "not UTF-8"),
    "byte-order mark": (b"\xef\xbb\xbf" + a_file(), "byte-order mark"),
    "not an object": (b"[]", "not an object"),
    "a number": (b"3", "not an object"),
    "NaN": (a_file().replace(b'"central": true', b'"central": NaN'), "not JSON"),
    "endless number": (a_file().replace(b'"central": true', b'"central": ' + b"9" * 5000), "not JSON"),
    "nested too deep": (b"[" * 100_000, "too deep"),
    "nested deep": (changed(desks=[json.loads("[" * 40 + "]" * 40)]), "too deep"),
    "unknown key": (changed(extra=1), "unknown key “extra”"),
    "repeated key": (a_file().replace(b'"as_of"', b'"licence": "x", "as_of"'), "“licence” stands twice"),
    "schema missing": (without("schema"), "“schema” is missing"),
    "trainers missing": (without("trainers"), "“trainers” is missing"),
    "other schema": (changed(schema="protection-hub/directory/2"), "schema is not"),
    "licence": (changed(licence=None), "licence"),
    "as_of no date": (changed(as_of="yesterday"), "as_of"),
    "as_of impossible": (changed(as_of="2026-02-30"), "as_of"),
    "as_of a number": (changed(as_of=20261201), "as_of"),
    "a list that is none": (
        a_file().replace(b'"organisations": []', b'"organisations": {}'),
        "“organisations” is not a list",
    ),
    "id twice": (a_file(trainer_record(id="a"), trainer_record(id="a")), "the id “a” stands more than once"),
    "organisation twice": (a_file(organisations=[organisation_record(), organisation_record()]), "more than once"),
    "two central units": (changed(desks=[desk_record(), desk_record(id="other")]), "more than one central unit"),
    "falls back to itself": (
        changed(desks=[desk_record(), desk_record(id="x", central=False, fallback=["x", "central-unit"])]),
        "cyclic fallback",
    ),
    "the end falls back": (
        changed(desks=[desk_record(fallback=["x"]), desk_record(id="x", central=False, fallback=["central-unit"])]),
        "cyclic fallback",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_file_is_refused_with_a_reason(name: str) -> None:
    raw, reason = FAULTS[name]
    with pytest.raises(UnreadableFileError, match=reason):
        read(raw)


def test_two_desks_may_name_each_other_since_the_list_is_not_followed_further() -> None:
    desks = [
        desk_record(),
        desk_record(id="a", central=False, fallback=["b", "central-unit"]),
        desk_record(id="b", central=False, fallback=["a", "central-unit"]),
    ]
    assert len(read(a_file(desks=desks)).desks) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["not JSON", "id twice", "falls back to itself", "nested too deep"])
def test_nothing_is_stored(name: str, tmp_path: Path) -> None:
    file = tmp_path / "directory.json"
    file.write_bytes(FAULTS[name][0])
    with pytest.raises(CommandError, match="nothing was stored"):
        call_command("import_directory", file)
    assert not any(model.objects.exists() for model in (Desk, Organisation, Trainer, ImportRecord))


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_directory", tmp_path / "none.json")
