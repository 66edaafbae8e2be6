"""Who is asked too often, who never, and what nobody offers: for a desk, with names; in a file without them."""

from __future__ import annotations

import csv
import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import DESK, EDITOR
from casework.fairness.asking import asking
from casework.fairness.question import Question
from tests.factories import casework as cases
from tests.factories.accounts import member
from tests.factories.matching import TODAY, a_trainer, at_a_desk
from tests.factories.trainers import bring_in, trainer_record
from trainers.matching.covering import Covering
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.values import Capacity, SpokenLanguage

SWEDISH = (SpokenLanguage("sv", "native", True),)


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    cases.three_desks()
    vouched = (timezone.localdate() + dt.timedelta(days=300)).isoformat()
    busy = {"hours_per_quarter": 80, "committed_hours": 60, "last_quarter_hours": 70}
    report = bring_in(
        trainer_record(id="amani", display_name="=Amani", vetted_until=vouched, capacity=busy),
        trainer_record(id="baraka", display_name="Baraka", vetted_until=vouched),
        trainer_record(id="chege", display_name="Chege", vetted_until=vouched, base_country="SN"),
        trainer_record(id="gone", display_name="Gone", vetted_until=None, vetted_by=None),
        desks=[],
    )
    assert not report.total("failed"), report.lines
    client.force_login(cases.coordinator(cases.HERE, role=DESK))
    return client


def shown(client: Client, **query: Any) -> BeautifulSoup:
    answer = client.get(reverse("desk_fairness"), query)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return BeautifulSoup(answer.content, "html.parser")


def table(page: BeautifulSoup) -> dict[str, list[str]]:
    return {
        row.th.get_text(): [c.get_text() for c in row("td")] for row in page.select(".plan-heat tbody tr") if row.th
    }


def text(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


def test_who_is_asked_often_and_who_never() -> None:
    crowd = [
        a_trainer(id="often", capacity=Capacity(60, 50, 30), last_offered=TODAY),
        a_trainer(id="never", capacity=Capacity(60, 0, 0), last_offered=None),
        a_trainer(id="asked", capacity=Capacity(60, 0, 0), last_offered=TODAY),
        a_trainer(id="long", capacity=Capacity(60, 6, 0), last_offered=TODAY - dt.timedelta(days=366)),
    ]
    found = asking(crowd, TODAY)
    assert [each.trainer for each in found.often] == ["often"]
    assert found.never == ("never",)
    assert [each.trainer for each in found.long_ago] == ["long"]
    assert (found.everyone, found.often[0].hours) == (4, 80)


def test_one_change_names_who_comes_nearest() -> None:
    crowd = Matrix(
        [
            a_trainer(id="elsewhere", base_country="SE", topics={"malware": 2}),
            a_trainer(id="other-tongue", topics={"malware": 2}, languages=SWEDISH),
            a_trainer(id="other-topic", topics={"risk-analysis": 2}),
            a_trainer(id="gone", topics={"malware": 2}, vetted_until=None),
        ]
    )
    covering = Covering(crowd, at_a_desk())
    assert covering.number("digital-security", "es", "013") == 0
    assert covering.nearest("digital-security", "es", "013") == (("elsewhere",), ("other-tongue",), ("other-topic",))
    assert covering.number("digital-security", "", "013") == 1
    assert covering.languages() == ("es", "quc", "sv")


def test_a_question_is_its_address() -> None:
    topics = {"digital-security": None, "malware": "digital-security"}
    asked = Question.read({"topic": "digital-security", "language": "xx", "region": "202"}, topics, ("es",))
    assert asked.address() == "topic=digital-security&region=202"
    assert asked.rows(topics) == ("digital-security", "malware")
    assert set(asked.columns(())) == {"014", "017", "018", "011"}
    assert Question().columns(("KE",)) == ("014",)


@pytest.mark.django_db
def test_the_screen_says_both(desk: Client) -> None:
    page = shown(desk)
    said = text(page)
    assert "3 trainers are listed today. 3 were never asked by a desk (100 %)." in said
    assert "=Amani 60 of 80" in said
    assert "Gone" not in said
    assert table(page)["Digital security"] == ["2"]
    assert table(page)["Physical security"] == ["0"]
    page = shown(desk, language="fr", region="202", topic="digital-security")
    assert table(page)["Phishing"] == ["0", "0", "0", "0"]
    assert "Live there, train in another language: =Amani · Baraka" in text(page)


@pytest.mark.django_db
def test_the_file_names_nobody_and_runs_nothing(desk: Client) -> None:
    answer = desk.get(reverse("desk_fairness"), {"as": "csv", "region": "202"})
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert ["Physical security", "English", "Eastern Africa", "physical-security", "en", "014"] in rows
    assert not [row for row in rows if "Amani" in "".join(row) or any(c.startswith(("=", "+", "-", "@")) for c in row)]
    assert AuditEvent.objects.filter(act="trainers.gaps-export").count() == 1


@pytest.mark.django_db
def test_it_is_for_members_of_a_desk_alone(desk: Client, client: Client) -> None:
    for user in (member(role=EDITOR), cases.coordinator(role=DESK)):
        client.force_login(user)
        assert client.get(reverse("desk_fairness")).status_code == 403


@pytest.mark.django_db
def test_as_many_queries_whatever_is_shown(desk: Client) -> None:
    shown(desk)
    with CaptureQueriesContext(connection) as few:
        shown(desk, topic="digital-security", region="014")
    with CaptureQueriesContext(connection) as many:
        shown(desk, region="001")
    assert len(many) == len(few) <= 40
