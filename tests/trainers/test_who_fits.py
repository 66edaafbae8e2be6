"""“Who fits us?”: a form that keeps every answer, and a page of matches that keeps none."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.trees import ensure_tree
from tests.factories import trainers as directory

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
URL = "/en/who-fits/"
ANSWERS: dict[str, Any] = {
    "country": "Kenya",
    "language": "English",
    "other_language": "Swahili",
    "topics": ["phishing", "passwords"],
    "format": "online",
    "participants": "12",
    "at_risk_groups": ["journalists"],
    "risk": "medium",
    "when": "soon",
    "length": "days",
}
HOSTILE = (
    "\x00",
    "x" * 100_000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "%s%s",
    "\u202eevil",
    "😀" * 9,
)


@pytest.fixture(scope="module")
def three_languages(for_the_module: Any) -> None:
    with for_the_module():
        for language in ("en", "fr", "ar"):
            ensure_tree(language)


@pytest.fixture(autouse=True)
def a_site(three_languages: None, time_machine: Any) -> None:
    """A small site, on the day from which the factories' dates count."""
    caches["default"].clear()
    time_machine.move_to("2026-12-01T10:00:00Z")


@pytest.fixture
def client() -> Client:
    """A stranger: no cookie, and a server that would insist on a CSRF token."""
    return Client(enforce_csrf_checks=True)


def title(response: Any) -> str:
    found = re.search("<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    assert found
    return found[1]


def test_the_questions_have_no_cookie_and_no_cache(client: Client) -> None:
    response = client.get(URL)
    assert response.status_code == 200
    assert title(response).startswith("Who fits us?")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_answer_says_who_fits_why_and_what_to_know(client: Client) -> None:
    directory.a_trainer(id="amina", display_name="Amina")
    response = client.post(URL, ANSWERS)
    text = response.content.decode()
    assert response.status_code == 200
    assert "/en/trainers/amina/" in text
    assert "Leads trainings on: Phishing" in text
    assert "Does not name these topics, so a second trainer may be needed: Passwords" in text
    assert "Does not speak a language that you prefer, so an interpreter may be needed: Swahili" in text
    assert "Nothing has been sent to anybody" in text


def test_a_page_with_answers_has_no_telling_title_and_leaves_nothing(client: Client) -> None:
    directory.a_trainer()
    with CaptureQueriesContext(connection) as queries:
        response = client.post(URL, ANSWERS)
    assert title(response) == title(client.get("/en/")).rpartition(" – ")[2]
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_the_number_of_queries_is_the_same_for_one_trainer_and_for_many(client: Client) -> None:
    directory.a_trainer()
    client.post(URL, ANSWERS)
    with CaptureQueriesContext(connection) as for_one:
        client.post(URL, ANSWERS)
    directory.bring_in(*(directory.trainer_record() for _ in range(12)))
    client.post(URL, ANSWERS)  # what has changed is read once
    with CaptureQueriesContext(connection) as for_many:
        client.post(URL, ANSWERS)
    assert len(for_one) == len(for_many)


def test_hidden_trainers_change_no_byte(client: Client) -> None:
    directory.bring_in(directory.trainer_record(id="amina"), directory.trainer_record(formats=["in_person"]))
    before = client.post(URL, ANSWERS).content
    directory.bring_in(*directory.hidden_trainers())
    assert client.post(URL, ANSWERS).content == before


def test_a_name_that_is_not_public_has_no_link(client: Client) -> None:
    directory.a_trainer(id="shy", display_name="Shy", tiers=directory.tiers(display_name="vetted"))
    text = client.post(URL, ANSWERS).content.decode()
    assert "A trainer whose name is not shown here" in text
    assert "Shy" not in text
    assert "shy" not in text


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("country", "Atlantis"),
        ("country", "Africa"),
        ("country", ""),
        ("language", "Klingonish"),
        ("other_language", "Klingonish"),
        ("topics", []),
        ("topics", ["phishing", "passwords", "email", "malware", "stress", "travel"]),
        ("topics", ["cooking"]),
        ("format", ""),
        ("format", "phone"),
        ("participants", "many"),
        ("participants", "0"),
        ("at_risk_groups", ["nobody"]),
        ("risk", ""),
        ("when", "never"),
        ("length", ""),
    ],
)
def test_an_error_stands_beside_its_field_and_in_the_summary(client: Client, field: str, wrong: Any) -> None:
    response = client.post(URL, {**ANSWERS, field: wrong})
    text = response.content.decode()
    assert title(response).startswith("Error")
    assert f'<a href="#f-{field}">' in text
    assert f'id="f-{field}-error"' in text
    assert text.count('class="wrong"') == 1


def test_an_error_keeps_every_answer(client: Client) -> None:
    text = client.post(URL, {**ANSWERS, "country": "Atlantis", "participants": "many"}).content.decode()
    for kept in ("Atlantis", "English", "Swahili", "many"):
        assert f'value="{kept}"' in text
    for name, value in (("topics", "phishing"), ("format", "online"), ("at_risk_groups", "journalists")):
        assert re.search(f'name="{name}" value="{value}" checked', text)


def test_the_answers_can_be_changed(client: Client) -> None:
    directory.a_trainer()
    text = client.post(URL, ANSWERS).content.decode()
    hidden = dict.fromkeys(re.findall(r'type="hidden" name="(\w+)" value="[^"]+"', text))
    assert set(hidden) == set(ANSWERS)
    again = client.post(URL, {**ANSWERS, "topics": [], "change": "1"})
    assert 'value="Kenya"' in again.content.decode()
    assert "wrong" not in again.content.decode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "http://testserver"}, 200),
        ({"origin": "http://testserver"}, 200),
        ({}, 200),
    ],
)
def test_answers_from_another_site_are_refused(client: Client, headers: dict[str, str], status: int) -> None:
    assert client.post(URL, ANSWERS, headers=headers).status_code == status


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_answers_are_only_wrong_answers(client: Client, hostile: str) -> None:
    response = client.post(URL, dict.fromkeys(ANSWERS, hostile))
    assert response.status_code == 200
    assert title(response).startswith("Error")
    assert response.content.count(b'class="wrong"') == len(ANSWERS)
    assert b"<script>alert" not in response.content


def test_names_are_read_in_the_language_of_the_reader_and_in_their_digits(client: Client) -> None:
    directory.a_trainer(id="amina")
    answers = {**ANSWERS, "country": "كينيا", "language": "الإنجليزية", "participants": "١٢"}
    text = client.post("/ar/who-fits/", answers).content.decode()
    assert "/ar/trainers/amina/" in text
    assert "كينيا" in text
