"""Whatever is asked, the answer is a page: no error, no script, no trace of somebody else's error."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import indexing
from search.engines.protocol import SearchEngine
from search.finding import find
from search.request import Known, parse
from tests.factories import resources as library
from tests.search.hostile import SPECIMENS, queries, thrown_together

hostile = st.one_of(
    st.sampled_from(SPECIMENS),
    st.text(max_size=120),
    st.text(st.sampled_from("\"'*^(){}:-+~%$\\ aANDORNOTNEAR\x00\u200c的اé"), max_size=80),
    st.lists(st.sampled_from(SPECIMENS), min_size=2, max_size=6).map(" ".join),
)


@pytest.mark.parametrize("words", SPECIMENS)
@pytest.mark.django_db
def test_the_page_answers_whatever_is_asked(client: Client, index: SearchEngine, words: str) -> None:
    for address in ("/ar/search/", "/api/v1/search"):
        response = client.get(address, {"q": words.encode("utf-8", "replace").decode("utf-8")})
        assert response.status_code == 200
    assert b"<script>alert" not in client.get("/en/search/", {"q": words.encode("utf-8", "replace")}).content


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ED%A0%80",
        "q=%FF%FE",
        "page=-1",
        "page=1" + "0" * 400,
        "page=%D9%A1",
        "language=xx&kind=&topic=%00",
        "q=a&q=b&kind=tool&kind=tool&kind=poem",
        "language[]=en",
        "q",
        "&&&",
        "=",
        "size=abc",
        "q=" + "a%20" * 5000,
    ],
)
@pytest.mark.django_db
def test_the_page_answers_every_address(client: Client, index: SearchEngine, query: str) -> None:
    assert client.get(f"/en/search/?{query}").status_code == 200
    assert client.get(f"/api/v1/search?{query}").status_code in (200, 400)


@pytest.mark.slow
@pytest.mark.django_db
@given(words=hostile, language=st.sampled_from(["en", "ar", "zh-hant", "my", "tr"]), page=st.text(max_size=8))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_generated_question_breaks_the_page(
    client: Client, index: SearchEngine, words: str, language: str, page: str
) -> None:
    clean = {"q": words.encode("utf-8", "replace"), "page": page.encode("utf-8", "replace")}
    assert client.get(f"/{language}/search/", clean).status_code == 200


@pytest.fixture
def shelf(index: SearchEngine, db: None) -> SearchEngine:
    for language, title in (
        ("en", "Padlock"),
        ("fr", "Cadenas"),
        ("ar", "قفل"),
        ("fa", "قفل‌ها"),
        ("zh-hant", "強密碼"),
    ):
        library.published(slug=f"lock-{language}", language=language, title=title, body=library.body(text=title))
    indexing.drain()
    return index


@pytest.mark.slow
@pytest.mark.any_database
@given(words=hostile)
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_generated_question_breaks_the_search(shelf: SearchEngine, words: str) -> None:
    asked = parse({"q": [words]}, Known())
    found = find(shelf, asked, "en", frozenset(shelf.entries()))
    assert len(found.results) <= 5


@pytest.mark.slow
@pytest.mark.any_database
def test_five_thousand_questions_thrown_together_break_nothing(shelf: SearchEngine) -> None:
    public = frozenset(shelf.entries())
    for words in thrown_together(5000):
        assert len(find(shelf, parse({"q": [words]}, Known()), "en", public).results) <= 5, words


@pytest.mark.slow
@pytest.mark.any_database
def test_no_address_thrown_together_is_an_error(client: Client, shelf: SearchEngine) -> None:
    """The first thirty of those that benchmarks/hostile_searches.py asks by the thousand, of both engines."""
    for at, query in enumerate(queries(30)):
        address, allowed = (("/ar/search/", {200}), ("/api/v1/search", {200, 400}))[at % 2]
        assert client.get(f"{address}?{query}").status_code in allowed, query
