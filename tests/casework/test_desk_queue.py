"""The queue in the admin: one's own desks only, in the order in which cases need an answer, in few queries."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import DESK, EDITOR, OPERATOR, TRANSLATOR
from casework import desk_work, requester
from casework.models import Case
from casework.states import State, Urgency
from tests.factories import casework as cases
from tests.factories.accounts import member

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14


@pytest.fixture(autouse=True)
def desks() -> Any:
    return cases.three_desks()


@pytest.fixture
def ana() -> User:
    return cases.coordinator(cases.HERE, role=DESK, display_name="Ana")


@pytest.fixture
def desk(client: Client, ana: User) -> Client:
    client.force_login(ana)
    return client


def today() -> dt.date:
    return timezone.localdate()


def rows(client: Client, query: str = "") -> list[list[str]]:
    """The cells of the queue, their text only."""
    page = client.get(reverse("desk_queue") + query)
    assert page.status_code == 200
    found = BeautifulSoup(page.content, "html.parser").select(".desk-table tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.find_all(["td", "th"])] for row in found]


def text_of(client: Client) -> str:
    """The words of the queue."""
    page = client.get(reverse("desk_queue"))
    return " ".join(BeautifulSoup(page.content, "html.parser").get_text().split())


def many(desk: Any, number: int) -> None:
    """Cases as far as a queue sees them, without content."""
    made = [
        Case(
            code_hash=f"{desk.pk}-{place}",
            desk=desk,
            state=(State.NEW, State.READ, State.ANSWERED)[place % 3],
            urgency=list(Urgency)[place % 5 % 3],
            received_on=today(),
            answer_by=today() + dt.timedelta(days=place % 9 - 3),
            last_message_on=today(),
            purge_on=today() + dt.timedelta(days=300),
            order=desk.pk * 100_000 + place,
        )
        for place in range(number)
    ]
    Case.objects.bulk_create(made)


def test_an_empty_queue_says_so(desk: Client) -> None:
    page = desk.get(reverse("desk_queue")).content.decode()
    assert "No case is at this stage." in page
    assert "Cases of this desk: South" in page


def test_the_queue_says_what_is_at_the_own_desk_and_nothing_of_what_was_written(desk: Client) -> None:
    kept = cases.confirmed(today())
    cases.confirmed(today(), country="SN")
    page = desk.get(reverse("desk_queue"))
    assert [row[:6] for row in rows(desk)] == [
        ["Soon", str(kept.case.pk)[:8], "3 days left", "New", "–", rows(desk)[0][5]]
    ]
    assert cases.CANARY not in page.content.decode()
    assert page["Cache-Control"] == "no-store"


def test_urgency_comes_first_then_time_left_and_what_is_answered_last(desk: Client, ana: User) -> None:
    cases.confirmed(today(), situation="preparing")
    cases.answered(ana, today(), situation="danger")
    cases.confirmed(today() - dt.timedelta(days=5), situation="incident")
    cases.confirmed(today(), situation="incident")
    cases.confirmed(today(), situation="danger")
    assert [(row[0], row[2], row[3]) for row in rows(desk)] == [
        ("Urgent", "1 day left", "New"),
        ("Soon", "2 days over", "New"),
        ("Soon", "3 days left", "New"),
        ("Planned", "7 days left", "New"),
        ("Urgent", "–", "Answered"),
    ]
    assert "5 open. Urgent: 2. Over the time to answer: 1. Without a coordinator: 4." in text_of(desk)


def test_a_new_message_and_the_coordinator_are_said(desk: Client, ana: User) -> None:
    kept = cases.answered(ana, today())
    requester.add_message(kept.opened(today()), "Yes.", today())
    requester.add_message(kept.opened(today()), "And thank you.", today())
    assert rows(desk)[0][3:5] == ["New", "2 new"]
    assert rows(desk)[0][6] == "Ana"


@pytest.mark.parametrize(
    ("query", "stages"),
    [
        ("", ["New", "Read", "Answered"]),
        ("?stage=open", ["New", "Read", "Answered"]),
        ("?stage=new", ["New"]),
        ("?stage=closed", ["Closed"]),
        ("?stage=unconfirmed", ["New", "Read", "Answered"]),
        ("?stage='&page=x", ["New", "Read", "Answered"]),
        ("?page=99", ["New", "Read", "Answered"]),
    ],
)
def test_the_queue_shows_one_stage_and_forgives_nonsense(
    desk: Client, ana: User, query: str, stages: list[str]
) -> None:
    cases.sent(today())
    cases.confirmed(today())
    desk_work.read(ana, cases.confirmed(today()).case.pk, today())
    cases.answered(ana, today())
    cases.closed(ana, today())
    assert sorted(row[3] for row in rows(desk, query)) == sorted(stages)


def test_pages_have_25_rows_and_lead_to_one_another(desk: Client, desks: Any) -> None:
    many(desks[cases.HERE], 30)
    assert (len(rows(desk)), len(rows(desk, "?page=2"))) == (25, 5)
    page = desk.get(reverse("desk_queue"), {"stage": "open"}).content.decode()
    assert "Page 1 of 2" in page
    assert 'href="?stage=open&amp;page=2" rel="next"' in page
    assert not {row[1] for row in rows(desk)} & {row[1] for row in rows(desk, "?page=2")}


def test_who_works_at_two_desks_sees_both_named(client: Client, desks: Any) -> None:
    client.force_login(cases.coordinator(cases.HERE, cases.NEIGHBOUR, role=DESK))
    cases.confirmed(today())
    cases.confirmed(today(), country="SN")
    assert sorted(row[7] for row in rows(client)) == ["North", "South"]


@pytest.mark.parametrize("number", [1, 60, 5_000])
def test_many_cases_cost_no_more_queries_than_few(desk: Client, desks: Any, number: int) -> None:
    many(desks[cases.HERE], number)
    many(desks[cases.NEIGHBOUR], 20)
    desk.get(reverse("desk_queue"))
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert desk.get(reverse("desk_queue")).status_code == 200
    assert len(counted) <= MOST_QUERIES, [query["sql"][:120] for query in counted.captured_queries]
    assert not re.search(
        "casework_(message|contact|needs|casekey)", " ".join(q["sql"] for q in counted.captured_queries)
    )


@pytest.mark.parametrize("role", [DESK, EDITOR, OPERATOR, TRANSLATOR], ids=lambda role: role.name)
def test_who_is_at_no_desk_gets_no_queue_and_no_menu_entry(client: Client, role: Any) -> None:
    kept = cases.confirmed(today())
    client.force_login(member(role, is_superuser=role is OPERATOR))
    page = client.get(reverse("desk_queue"))
    assert page.status_code == 403
    assert "You belong to no desk. An operator can change that." in page.content.decode()
    assert str(kept.case.pk)[:8] not in page.content.decode()
    assert reverse("desk_queue") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_members_find_the_queue_in_the_menu(desk: Client) -> None:
    assert reverse("desk_queue") in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_a_visitor_is_led_to_signing_in(client: Client) -> None:
    answer = client.get(reverse("desk_queue"))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
