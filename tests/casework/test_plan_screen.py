"""Several cases planned at once at a desk: what is opened is recorded, what is shown holds, what is ticked is asked."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.roles import DESK, OPERATOR
from casework import desk_work
from casework.models import Case, CaseKey, Proposal
from casework.models.keys import at_desk
from casework.states import State
from tests.factories import casework as cases
from tests.factories.accounts import member
from tests.factories.trainers import bring_in, trainer_record

pytestmark = pytest.mark.django_db


def today() -> dt.date:
    return timezone.localdate()


def vouched() -> str:
    """A day to which nearly everything in these tests is vouched for."""
    return (today() + dt.timedelta(days=400)).isoformat()


@pytest.fixture(autouse=True)
def desks() -> Any:
    found = cases.three_desks()
    speaks = [{"code": code, "level": "fluent", "can_train": True} for code in ("en", "sw")]
    report = bring_in(
        trainer_record(id="amani", display_name="Amani", vetted_until=vouched(), languages=speaks),
        trainer_record(
            id="baraka",
            display_name="Baraka",
            vetted_until=vouched(),
            topics=[{"code": "phishing", "level": 1}],
            capacity={"hours_per_quarter": 12, "committed_hours": 0, "last_quarter_hours": 0},
        ),
        desks=[],
    )
    assert not report.total("failed"), report.lines
    return found


@pytest.fixture
def ana() -> User:
    return cases.coordinator(cases.HERE, role=DESK, display_name="Ana")


@pytest.fixture
def desk(client: Client, ana: User) -> Client:
    client.force_login(ana)
    return client


@pytest.fixture
def case() -> Case:
    return cases.confirmed(today()).case


def planned(client: Client, **fields: Any) -> BeautifulSoup:
    answer = client.post(reverse("desk_plan"), {"act": "solve", **fields})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return BeautifulSoup(answer.content, "html.parser")


def sent(page: BeautifulSoup) -> dict[str, Any]:
    """What the form of the plan sends back as it stands."""
    form = next(form for form in page.find_all("form") if form.find("input", {"name": "seen"}))
    fields: dict[str, Any] = {}
    for each in form.find_all(["input", "select"]):
        value = each.select("option[selected]")[0]["value"] if each.name == "select" else each.get("value")
        if each.get("type") not in ("checkbox", "radio") or each.has_attr("checked"):
            fields.setdefault(str(each["name"]), []).append(value)
    return fields


def pairs(page: BeautifulSoup) -> list[str]:
    return [str(each["value"]) for each in page.find_all("input", {"name": "pair"})]


def text(page: BeautifulSoup | Tag) -> str:
    return " ".join(page.get_text(" ").split())


def test_looking_opens_nothing(desk: Client, case: Case) -> None:
    page = BeautifulSoup(desk.get(reverse("desk_plan")).content, "html.parser")
    assert "1 case is open at your desks." in text(page)
    case.refresh_from_db()
    assert case.opened_by_desk == 0
    assert not AuditEvent.objects.filter(act="case.read").exists()


def test_each_case_is_opened_and_recorded_and_stays_new(desk: Client, ana: User, case: Case) -> None:
    page = planned(desk)
    assert pairs(page) == [f"{case.pk}:amani"]
    assert "Leads trainings on: Phishing" in text(page) or "Trains fluently in" in text(page)
    case.refresh_from_db()
    assert (case.opened_by_desk, case.state, case.new_for_desk) == (1, State.NEW, case.new_for_desk)
    events = AuditEvent.objects.filter(act="case.read", what=f"case:{case.pk}", who=f"user:{ana.pk}")
    assert [each.outcome for each in events] == [AuditEvent.Outcome.DONE]


def test_unticked_is_taken_out_until_put_back(desk: Client, case: Case) -> None:
    fields = sent(planned(desk))
    del fields["pair"]
    page = planned(desk, **fields)
    assert pairs(page) == [f"{case.pk}:baraka"]
    assert "Taken out Amani" in text(page)
    page = planned(desk, **{**sent(page), "back": [f"{case.pk}:amani"]})
    assert pairs(page) == [f"{case.pk}:amani"]


def test_kept_stays_though_another_fits_better(desk: Client, case: Case) -> None:
    pair = f"{case.pk}:baraka"
    page = planned(desk, pair=pair, fix=pair, seen=pair)
    assert pairs(page) == [pair]
    assert [each["value"] for each in page.select("input[name=fix][checked]")] == [pair]


def test_a_pair_of_trainers_shares_a_language(desk: Client, case: Case) -> None:
    page = planned(desk, shape=f"{case.pk}:pair")
    assert sorted(pairs(page)) == [f"{case.pk}:amani", f"{case.pk}:baraka"]
    page = planned(desk, shape=f"{case.pk}:pair-woman")
    assert not pairs(page)
    assert "2 places without a trainer." in text(page)


def test_what_is_ticked_is_asked_and_nobody_else(desk: Client, case: Case) -> None:
    other = cases.confirmed(today()).case
    fields = sent(planned(desk))
    assert not Proposal.objects.exists()
    fields["pair"] = [pair for pair in fields["pair"] if pair.startswith(str(case.pk))]
    answer = desk.post(reverse("desk_plan"), {**fields, "act": "propose"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert [row.case_id for row in Proposal.objects.all()] == [case.pk]
    assert re.findall(r"/proposal/\?key=\S{20,}", text(page))
    assert str(other.pk)[:8] not in text(page)
    assert "Is being asked already" in text(planned(desk))


def test_a_case_that_changed_meanwhile_is_left_alone(desk: Client, ana: User, case: Case) -> None:
    fields = sent(planned(desk))
    desk_work.answer(ana, case.pk, "We look.", today())
    page = BeautifulSoup(desk.post(reverse("desk_plan"), {**fields, "act": "propose"}).content, "html.parser")
    assert "This case has changed since the plan was made." in text(page)
    desk_work.move(ana, case.pk, State.CLOSED, today())
    page = BeautifulSoup(desk.post(reverse("desk_plan"), {**fields, "act": "propose"}).content, "html.parser")
    assert f"so nobody was asked: {str(case.pk)[:8]}" in text(page)
    assert not Proposal.objects.exists()


def test_a_case_without_the_desks_key_is_named_and_left_out(desk: Client, case: Case) -> None:
    other = cases.confirmed(today()).case
    CaseKey.objects.filter(case=case, recipient=at_desk(cases.HERE)).delete()
    page = planned(desk)
    assert f"Tell an operator: {str(case.pk)[:8]}" in text(page)
    assert pairs(page) == [f"{other.pk}:amani"]
    failed = AuditEvent.objects.get(act="case.read", what=f"case:{case.pk}")
    assert failed.outcome == AuditEvent.Outcome.FAILED


def test_what_is_unmet_says_why_and_what_would_mend_it(desk: Client) -> None:
    cases.confirmed(today(), languages=("fr",))
    page = text(planned(desk))
    assert "1 place without a trainer. Nobody fits." in page
    assert "Trains in every language that is a must: 2" in page
    assert "a wish instead of a must: French" in page


def test_only_the_cases_of_ones_own_desks(client: Client, desk: Client, case: Case) -> None:
    cases.confirmed(today(), country="SN")
    assert [pair.split(":")[0] for pair in pairs(planned(desk))] == [str(case.pk)]
    for user in (member(role=OPERATOR), cases.coordinator(role=DESK)):
        client.force_login(user)
        assert client.post(reverse("desk_plan"), {"act": "solve"}).status_code == 403
    assert AuditEvent.objects.filter(act="case.read").count() == 1


def test_as_many_queries_for_four_cases_as_for_one(desk: Client, case: Case) -> None:
    planned(desk)
    with CaptureQueriesContext(
        connection,
    ) as one:
        planned(desk)
    for _ in range(3):
        cases.confirmed(today())
    with CaptureQueriesContext(connection) as four:
        planned(desk)
    assert len(four) == len(one) <= 60, [query["sql"][:90] for query in four.captured_queries]


def test_nonsense_in_the_form_changes_nothing(desk: Client, case: Case) -> None:
    page = planned(desk, seen="x y:z", out=":", shape=["a:b", f"{case.pk}:twelve"], balance="NaN", fix="\x00")
    assert pairs(page) == [f"{case.pk}:amani"]
