"""`POST /api/v1/match`: open to anybody, stores nothing, tells nothing that is not public."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import trainers as directory

pytestmark = pytest.mark.django_db
URL = "/api/v1/match"
REQUEST: dict[str, Any] = {
    "country": "KE",
    "languages": [{"code": "en", "need": "must"}],
    "topics": [{"code": "phishing", "weight": 3}],
    "format": "online",
    "participants": 10,
    "at_risk_groups": ["journalists"],
    "risk_level": "medium",
    "urgency": "planned",
    "start_by": "2027-01-11",
    "weeks": 4,
    "hours": 12,
}


@pytest.fixture(autouse=True)
def as_of(time_machine: Any) -> None:
    """The day from which the factories' dates count."""
    time_machine.move_to("2026-12-01T10:00:00Z")


@pytest.fixture
def client() -> Client:
    """A stranger: no cookie, and a server that would insist on a CSRF token."""
    return Client(enforce_csrf_checks=True)


def ask(client: Client, request: object = REQUEST, query: str = "", **headers: str) -> Any:
    body = request if isinstance(request, bytes) else json.dumps(request)
    return client.post(URL + query, data=body, content_type="application/json", headers=headers)


def test_a_match_comes_with_its_reasons_in_the_language_of_the_reader(client: Client) -> None:
    directory.a_trainer(id="amina")
    answer = ask(client, **{"accept-language": "fr-CA,en;q=0.5"})
    (match,) = answer.json()["matches"]
    assert (answer.status_code, match["trainer"]) == (200, "amina")
    assert answer["Content-Language"] == "fr"
    assert len(match["reasons"]) >= 2
    assert ask(client, query="?language=es").json()["matches"][0]["reasons"] != match["reasons"]
    assert set(match) == {"trainer", "score", "reasons", "concerns"}


def test_nothing_is_written_set_or_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    directory.a_trainer()
    with CaptureQueriesContext(connection) as queries, caplog.at_level(logging.DEBUG):
        answers = [ask(client), ask(client, {**REQUEST, "country": "CANARY"}), ask(client, b"CANARY")]
    assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert not any(answer.cookies or "Cookie" in answer.get("Vary", "") for answer in answers)
    assert all(answer["Cache-Control"] == "no-store" for answer in answers)
    assert "CANARY" not in caplog.text


def test_hidden_trainers_change_no_byte(client: Client) -> None:
    directory.bring_in(
        directory.trainer_record(id="amina"),
        directory.trainer_record(id="abroad", formats=["in_person"]),
    )
    before = ask(client).content
    directory.bring_in(
        *directory.hidden_trainers(),
        *(
            directory.trainer_record(**{**record, "id": f"x-{record['id']}", "formats": ["in_person"]})
            for record in directory.hidden_trainers()
        ),
    )
    assert ask(client).content == before


def test_a_name_that_is_not_public_becomes_a_number_of_this_answer(client: Client) -> None:
    directory.a_trainer(id="named", topics=[{"code": "phishing", "level": 1}])
    directory.a_trainer(id="shy", tiers=directory.tiers(display_name="vetted"))
    found = ask(client)
    assert [match["trainer"] for match in found.json()["matches"]] == ["unnamed:1", "named"]
    assert b"shy" not in found.content


@pytest.mark.parametrize(
    "told_the_desk",
    [
        {"facilitator_attributes": [{"code": "woman", "consented": "2026-01-01", "expires": "2028-01-01"}]},
        {"exclusions": {"countries": ["KE"], "organisations": ["asker"], "people": ["Somebody"]}},
    ],
)
def test_what_trainers_told_the_desk_changes_no_byte(client: Client, told_the_desk: dict[str, Any]) -> None:
    request = {
        **REQUEST,
        "facilitator": {"must": ["woman"], "prefer": ["woman"]},
        "requesting_organisation": "asker",
        "declined": ["amina"],
    }
    record = directory.trainer_record(id="amina")
    directory.bring_in(record)
    before = ask(client, request)
    directory.bring_in({**record, **told_the_desk})
    assert ask(client, request).content == before.content
    assert before.json()["matches"]
    assert len(before.json()["notes"]) == 4


def test_small_numbers_are_blurred(client: Client) -> None:
    for number in range(4):
        directory.a_trainer(formats=["in_person"] if number < 2 else ["online"])
        found = ask(client).json()
    assert (found["excluded_count"], found["excluded_count_blurred"]) == (2, True)
    assert "excluded" not in found
    assert "G4" not in json.dumps(found)


def test_twenty_matches_at_most(client: Client) -> None:
    directory.bring_in(*(directory.trainer_record() for _ in range(21)))
    assert len(ask(client).json()["matches"]) == 20


def test_the_number_of_queries_is_the_same_for_one_trainer_and_for_many(client: Client) -> None:
    directory.a_trainer()
    ask(client)
    with CaptureQueriesContext(connection) as for_one:
        ask(client)
    directory.bring_in(*(directory.trainer_record() for _ in range(12)))
    with CaptureQueriesContext(connection) as after_a_change:
        ask(client)
    with CaptureQueriesContext(connection) as for_many:
        ask(client)
    assert len(for_one) == len(for_many) <= 5
    assert len(after_a_change) <= 20


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (b"", 400, "request"),
        (b"{", 400, "request"),
        (b"\xff\xfe", 400, "request"),
        (b'{"country": NaN}', 400, "request"),
        (b"[" * 30_000, 400, "request"),
        (b"[]", 400, "request"),
        (b'{"hours": ' + b"9" * 5000 + b"}", 400, "request"),
        (b'"' + b"x" * 70_000 + b'"', 413, "request"),
        (json.dumps({**REQUEST, "colour": "red"}).encode(), 400, "colour"),
        (json.dumps({**REQUEST, "start_by": "soon"}).encode(), 400, "start_by"),
        (json.dumps({**REQUEST, "topics": [{"code": "cooking"}]}).encode(), 400, "topics[0].code"),
    ],
)
def test_bad_input_is_refused_with_the_name_of_the_field(client: Client, body: bytes, status: int, field: str) -> None:
    answer = ask(client, body)
    assert answer.status_code == status
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert all(error["message"] for error in answer.json()["errors"])


def test_an_unknown_language_is_refused_and_only_post_is_answered(client: Client) -> None:
    assert ask(client, query="?language=tlh").status_code == 400
    assert client.get(URL).status_code == 405
