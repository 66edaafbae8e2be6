"""`GET /api/v1/search`: the keys that others rely on, and refusals that say why."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from search import indexing
from tests.factories import resources as library

pytestmark = pytest.mark.django_db
KEYS = {"count", "results", "facets", "did_you_mean", "expanded_with", "other_languages"}
RESULT_KEYS = {"id", "title", "url", "language", "kind", "topics", "snippet"}


@pytest.fixture(scope="module")
def texts(for_the_module: Any) -> None:
    with for_the_module():
        book = library.manual("Spot phishing", "Links", slug="phishing", title="Phishing mails")
        library.translation(book, "fr", title="Hameçonnage", body=library.body(text="Les messages de phishing."))
        library.published("tool", slug="a-tool", title="A tool against phishing")


@pytest.fixture
def shelf(texts: None, index: object, db: None) -> None:
    indexing.drain()


def ask(client: Client, **query: Any) -> Any:
    return client.get("/api/v1/search", query)


def test_the_keys_that_others_rely_on(client: Client, shelf: None) -> None:
    response = ask(client, q="spot phishing", language="en")
    answer = response.json()
    assert response.status_code == 200
    assert set(answer) >= KEYS
    assert set(answer["results"][0]) >= RESULT_KEYS
    first = answer["results"][0]
    assert (first["id"], first["language"], first["kind"]) == ("phishing/spot-phishing", "en", "manual")
    assert first["url"] == "http://testserver/en/resources/phishing/spot-phishing/#spot-phishing"
    assert answer["count"] == 2
    assert {row["value"]: row["count"] for row in answer["facets"]["kind"]} == {"manual": 1, "tool": 1}
    assert [(row["language"], row["count"]) for row in answer["other_languages"]] == [("fr", 1)]
    assert (answer["did_you_mean"], answer["expanded_with"]) == (None, [])


def test_without_a_language_the_readers_own_is_taken(client: Client, shelf: None) -> None:
    answer = client.get("/api/v1/search", {"q": "phishing"}, headers={"accept-language": "fr"}).json()
    assert {result["language"] for result in answer["results"]} == {"fr"}


@pytest.mark.parametrize(
    "query",
    [
        {"language": "xx"},
        {"kind": "poem"},
        {"topic": "nope"},
        {"region": "QQ"},
        {"level": "9"},
        {"group": "nope"},
        {"reviewed": "ever"},
        {"page": "0"},
        {"size": "51"},
    ],
)
def test_unknown_values_are_refused_by_name(client: Client, shelf: None, query: dict[str, str]) -> None:
    response = ask(client, q="phishing", **query)
    assert response.status_code == 400
    assert list(response.json()["problems"]) == list(query)


def test_a_page_past_the_last_is_empty_and_counts_the_same(client: Client, shelf: None) -> None:
    answer = ask(client, q="phishing", language="en", page=200).json()
    assert (answer["count"], answer["results"]) == (2, [])


def test_pages_follow_one_another_without_gap_or_repetition(client: Client, shelf: None) -> None:
    pages = [ask(client, q="phishing", language="en", size=1, page=page).json() for page in (1, 2)]
    assert len({page["results"][0]["id"].partition("/")[0] for page in pages}) == 2


def test_nothing_is_kept_of_a_question(client: Client, shelf: None) -> None:
    response = ask(client, q="phishing")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_it_stands_in_the_description_of_the_api(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/search"]["get"]
    assert [each["name"] for each in described["parameters"]] == [
        "q",
        "language",
        "kind",
        "topic",
        "level",
        "group",
        "region",
        "reviewed",
        "words",
        "page",
        "size",
    ]
