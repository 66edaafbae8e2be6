"""What the demo prints, and who works at which of its desks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from home import demo
from tests.factories.casework import CENTRAL, HERE, NEIGHBOUR, three_desks
from trainers.models import DeskMember


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.HUB_DATA_DIR = tmp_path
    settings.HUB_URL = "http://127.0.0.1:8000"
    return tmp_path


def test_the_table_has_the_code_and_passphrase_of_a_case(folder: Path) -> None:
    passwords = {each.username: f"pass-of-{each.username}" for each in demo.PEOPLE}
    demo._remember(passwords=passwords)
    assert "/en/case/" not in demo.table()
    demo._remember(case=["7KQF 29WD MX4T", "one two three four five six seven"])
    line = next(line for line in demo.table().splitlines() if "/en/case/" in line)
    assert "7KQF 29WD MX4T" in line
    assert "one two three four five six seven" in line
    assert all(password in demo.table() for password in passwords.values())
    assert (folder / "demo.json").stat().st_mode & 0o77 == 0


@pytest.mark.django_db
def test_every_desk_of_the_demo_has_somebody_and_each_coordinator_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    three_desks()
    people = [
        demo.Person("first", demo.DESK, "", desks=(HERE,)),
        demo.Person("rest", demo.DESK, "", desks=demo.ALL),
        demo.Person("writer", demo.EDITOR, ""),
    ]
    monkeypatch.setattr(demo, "PEOPLE", people)
    demo.seed_people()
    demo.seed_members()
    demo.seed_members()
    rows = set(DeskMember.objects.values_list("user__username", "desk__public_id"))
    assert rows == {("first", HERE), ("rest", NEIGHBOUR), ("rest", CENTRAL)}
