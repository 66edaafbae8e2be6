"""Who fits a case is kept sealed with it and read again to the letter, whatever has changed since."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from accounts.roles import DESK
from casework import erasing, matching_runs, runs
from casework.desk import fitting
from casework.desk_acts import key_of
from casework.models import Case, MatchRun
from casework.runs import Run
from tests.factories import casework as cases
from tests.factories import matching
from tests.factories.trainers import bring_in, trainer_record
from trainers.matching.ranking import rank
from trainers.models import Trainer
from trainers.sentences.filling import words_now
from trainers.weighing import recent, saving
from trainers.weighing.presets import BY_CODE

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def ana() -> User:
    cases.three_desks()
    return cases.coordinator(cases.HERE, role=DESK, display_name="Ana")


@pytest.fixture
def desk(client: Client, ana: User) -> Client:
    client.force_login(ana)
    return client


def trainers(*names: str, **changes: Any) -> None:
    report = bring_in(*(trainer_record(id=name, display_name=name.title(), **changes) for name in names))
    assert not report.total("failed"), report.lines


def a_case(**answers: Any) -> Case:
    return cases.confirmed(cases.TODAY, **answers).case


def run_now(case: Case, today: dt.date = cases.TODAY) -> Run:
    return matching_runs.at_desk(case.pk, today)


def gates(run: Run) -> dict[str, tuple[str, ...]]:
    return {left.code: left.ids for left in run.gates}


def matches_on(page: Any) -> str:
    """The trainers who are shown, without the buttons that ask them."""
    found: Any = BeautifulSoup(page.content, "html.parser").find("ol", class_="desk-matches")
    for buttons in found.find_all(class_="desk-ask"):
        buttons.decompose()
    return str(found)


def words_of(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def said(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def test_a_run_survives_its_json_to_the_letter() -> None:
    outcome = rank(
        matching.a_need(),
        [matching.a_trainer(), matching.a_trainer(id="eva", accepts=None), matching.a_trainer(id="leo", topics={})],
        matching.at_a_desk(),
        seed=4,
    )
    run = runs.of(outcome, {"declined": ("leo",)}, 3, cases.TODAY)
    assert (len(run.matches), gates(run)["G2"], run.off_topic.ids) == (1, ("eva",), ("leo",))
    again = runs.from_json(runs.as_json(run))
    assert again == run
    assert runs.as_json(again) == runs.as_json(run)


def test_an_old_match_is_read_again_as_it_was_and_says_what_is_different(
    desk: Client, ana: User, on_a_day: time_machine.Traveller
) -> None:
    trainers("mara", "noor", "omid")
    case = a_case()
    at = reverse("desk_case", args=[case.pk])
    before = matches_on(desk.get(at))
    assert before.count("<h3>") == 3
    sealed = str(MatchRun.objects.get().body)
    Trainer.objects.filter(public_id="noor").delete()
    Trainer.objects.get(public_id="omid").topics.all().delete()
    trainers("zoe")
    on_a_day.shift(dt.timedelta(days=3))
    desk.force_login(ana)
    replayed = desk.get(reverse("desk_case_run", args=[case.pk, 1]))
    assert str(MatchRun.objects.get(number=1).body) == sealed
    text = said(replayed)
    # Noor has no sheet to lead to any more; every other byte is as it was.
    assert "Noor" in matches_on(replayed)
    assert words_of(matches_on(replayed)) == words_of(before)
    assert "Not shown any more: Noor and Omid" in text
    assert "Shown now, not then: Zoe" in text
    assert "This is the answer of 1 December 2026 to who fits, word for word." in text
    assert replayed["Cache-Control"] == "no-store"
    assert AuditEvent.objects.filter(act="case.read", what=f"case:{case.pk}").count() == 2


def test_the_same_answer_is_kept_once_a_new_one_beside_it(
    desk: Client, ana: User, on_a_day: time_machine.Traveller
) -> None:
    trainers("mara")
    case = a_case(start_by=dt.date(2027, 2, 1))
    at = reverse("desk_case", args=[case.pk])
    desk.get(at)
    desk.get(at)
    on_a_day.shift(dt.timedelta(days=1))
    desk.force_login(ana)
    page = desk.get(at)
    assert list(MatchRun.objects.values_list("number", flat=True)) == [1]
    assert "Earlier answers" not in said(page)
    central = cases.coordinator(cases.CENTRAL)
    saving.save(central, BY_CODE["near-first"].weights, "Near", after=0)
    page = desk.get(at)
    assert list(MatchRun.objects.values_list("number", flat=True)) == [1, 2]
    assert "Earlier answers" in said(page)
    assert "It is weighed in another way: by version 1" in said(desk.get(reverse("desk_case_run", args=[case.pk, 1])))
    assert run_now(case).weights_number == 1


def test_drawn_again_a_run_says_the_same_byte_for_byte(ana: User) -> None:
    trainers("mara", "noor")
    case = a_case()
    live = run_now(case)
    [row] = MatchRun.objects.all()
    kept = matching_runs.run_of(row, key_of(case))
    known, words = fitting.known(), words_now()
    assert kept == live
    shown = [json.dumps(fitting.drawn(run, words, known, ()), default=str) for run in (live, kept)]
    assert shown[0] == shown[1]


def test_nothing_of_a_run_lies_open_and_it_goes_with_the_case(ana: User) -> None:
    trainers("mara", "noor")
    case = a_case()
    run_now(case)
    with connection.cursor() as cursor:
        for table in ("casework_matchrun", "trainers_recentruns"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            rows = str(cursor.fetchall())
            assert not [word for word in ("mara", "Mara", "phishing", "topics", '"KE"', "score") if word in rows]
    assert len(recent.runs()) == 1
    erasing.erase(case, erasing.Why.REQUESTER, cases.TODAY)
    assert not MatchRun.objects.exists()


def test_recent_runs_know_neither_case_nor_desk_nor_trainer(ana: User) -> None:
    trainers("mara", "noor")
    case = a_case()
    run_now(case)
    run_now(case, cases.days(1))
    [run] = recent.runs()
    assert all(isinstance(value, int) and 0 <= value <= 100 for row in run for value in row)


def test_of_another_desks_case_there_is_no_such_page(client: Client, ana: User) -> None:
    trainers("mara")
    case = a_case()
    run_now(case)
    client.force_login(cases.coordinator(cases.NEIGHBOUR, role=DESK))
    assert client.get(reverse("desk_case_run", args=[case.pk, 1])).status_code == 404
    client.force_login(ana)
    assert client.get(reverse("desk_case_run", args=[case.pk, 2])).status_code == 404
    assert client.get(reverse("desk_case_run", args=[case.pk, 10**30])).status_code == 404


def test_inside_a_case_what_a_trainer_told_the_desk_only_counts(ana: User) -> None:
    woman = [{"code": "woman", "consented": "2026-01-01", "expires": "2029-01-01"}]
    over = [{"code": "woman", "consented": "2025-01-01", "expires": "2026-11-30"}]
    trainers("mara", facilitator_attributes=woman)
    trainers("noor", facilitator_attributes=over)
    trainers("omid", exclusions={"countries": ["KE"], "organisations": [], "people": []})
    run = run_now(a_case(facilitator_prefer=("woman",)))
    assert gates(run) == {"G8": ("omid",)}
    worth = {shown.id: {bar.factor: bar.value for bar in shown.bars}["facilitator"] for shown in run.matches}
    assert worth == {"mara": 1.0, "noor": 0.0}


def test_whoever_declined_is_left_out_of_the_next_match(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    trainers("mara", "noor")
    case = a_case()
    first = run_now(case)
    monkeypatch.setattr(matching_runs, "declined", lambda _case, _key: frozenset({"mara"}))
    second = run_now(case)
    assert (sorted(shown.id for shown in first.matches), gates(second)) == (["mara", "noor"], {"G13": ("mara",)})
    assert (second.number, [shown.id for shown in second.matches]) == (2, ["noor"])
