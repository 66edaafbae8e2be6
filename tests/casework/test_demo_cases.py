"""The demo's invented cases: made as real ones are, of every kind, and never outside the demo."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.roles import DESK
from casework import demo, desk_work, needs, opening, requester
from casework.demo import NotADemo
from casework.models import Case
from casework.needs import as_request
from casework.queue import queue
from tests.factories.accounts import member
from trainers import answers
from trainers.importing.reading import read
from trainers.importing.running import Options, run
from trainers.models import Desk, DeskMember

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SAMPLE = Path(settings.BASE_DIR) / "sample"
TODAY = timezone.localdate()
AS_OF = dt.date(2026, 12, 1)
CASES: list[dict[str, Any]] = json.loads((SAMPLE / "cases.json").read_text("utf-8"))["cases"]
PEOPLE = {"desk-mesoamerica": "marta", "desk-mena": "rima"}


def bring_in_the_sample(**instead: Any) -> None:
    """The sample directory with its dates moved to today."""
    document = json.loads((SAMPLE / "directory.json").read_text("utf-8")) | instead
    report = run(read(json.dumps(document).encode()), Options(move_by=TODAY - AS_OF))
    assert not report.total("failed"), report.lines


@pytest.fixture
def staff(tmp_path: Path, settings: Any) -> dict[str, User]:
    """The sample's desks, two of them with a coordinator, in a folder that is a demo's."""
    (tmp_path / "demo.json").write_text("{}")
    settings.HUB_DATA_DIR = tmp_path
    bring_in_the_sample(trainers=[], organisations=[])
    people = {desk: member(DESK, username=name) for desk, name in PEOPLE.items()}
    for desk, user in people.items():
        DeskMember.objects.create(desk=Desk.objects.get(public_id=desk), user=user)
    return people


@pytest.fixture
def kept(staff: dict[str, User]) -> demo.Kept:
    found = demo.fill(SAMPLE / "cases.json", staff, TODAY)
    assert found is not None
    return found


def test_there_are_cases_of_every_kind_at_two_desks(kept: demo.Kept) -> None:
    assert len(CASES) >= 10
    assert Case.objects.count() == len(CASES)
    assert Counter(Case.objects.values_list("desk__public_id", flat=True)).keys() == PEOPLE.keys()
    assert set(Case.objects.values_list("state", flat=True)) == {"new", "read", "answered", "closed"}
    assert set(Case.objects.values_list("urgency", flat=True)) == {"urgent", "soon", "planned"}
    assert {case["language"] for case in CASES} == {"es", "fr", "ar", "en"}


def test_each_desk_sees_its_own_and_one_is_over_its_time(kept: demo.Kept, staff: dict[str, User]) -> None:
    rows = {desk: queue(user, TODAY, page=1) for desk, user in staff.items()}
    assert {row.desk.public_id for row in rows["desk-mena"]} == {"desk-mena"}
    assert sum(len(each) for each in rows.values()) == Case.objects.active().count()
    late = [row for each in rows.values() for row in each if row.left and row.left.over]
    assert len(late) == 1
    assert [row for row in rows["desk-mesoamerica"] if row.new_messages]


def test_the_printed_code_opens_a_case_with_messages_both_ways(kept: demo.Kept, staff: dict[str, User]) -> None:
    opened = opening.open_case(kept.code, kept.passphrase, TODAY)
    assert opened is not None
    view = requester.read(opened)
    assert {each.mine for each in view.messages} == {True, False}
    assert view.messages[-1].new
    assert not view.messages[-1].mine
    read_at_the_desk = desk_work.read(staff["desk-mesoamerica"], opened.case.pk, TODAY)
    assert read_at_the_desk.need.happened == view.need.happened


def test_matching_reads_every_case_and_most_have_somebody_who_fits() -> None:
    bring_in_the_sample()
    found = []
    for case in CASES:
        asked = answers.asked(as_request(needs.from_json(json.dumps(case["need"])), TODAY), TODAY)
        assert asked.need is not None, (case["name"], asked.faults)
        found.append(len(answers.desk_outcome(asked.need, TODAY).matches))
    assert sum(number >= 2 for number in found) >= 10


def test_what_the_desks_did_is_in_the_audit_log(kept: demo.Kept) -> None:
    acts = Counter(AuditEvent.objects.filter(act__startswith="case.").values_list("act", "outcome"))
    assert acts[("case.answer", "done")] == sum(line["by"] == "desk" for case in CASES for line in case.get("talk", ()))
    assert {outcome for _act, outcome in acts} == {"done"}


def test_a_run_that_was_stopped_leaves_nothing_twice(kept: demo.Kept, staff: dict[str, User]) -> None:
    again = demo.fill(SAMPLE / "cases.json", staff, TODAY)
    assert again is not None
    assert again != kept
    assert Case.objects.count() == len(CASES)


def test_cases_of_a_desk_without_a_coordinator_are_left_out(staff: dict[str, User]) -> None:
    demo.fill(SAMPLE / "cases.json", {"desk-mena": staff["desk-mena"]}, TODAY)
    assert set(Case.objects.values_list("desk__public_id", flat=True)) == {"desk-mena"}


def test_a_production_site_gets_none(staff: dict[str, User], settings: Any) -> None:
    settings.HUB_PRODUCTION = True
    with pytest.raises(NotADemo):
        demo.fill(SAMPLE / "cases.json", staff, TODAY)
    assert not Case.objects.exists()


def test_a_folder_that_is_no_demo_s_gets_none(staff: dict[str, User], settings: Any, tmp_path: Path) -> None:
    (tmp_path / "demo.json").unlink()
    with pytest.raises(NotADemo):
        demo.fill(SAMPLE / "cases.json", staff, TODAY)
    assert not Case.objects.exists()
