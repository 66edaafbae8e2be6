"""The page of results, as people meet it: without JavaScript, in their language, in any direction."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import indexing
from search.engines.protocol import SearchEngine
from tests.factories import resources as library

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def page(client: Client, language: str = "en", **query: Any) -> str:
    response = client.get(f"/{language}/search/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_text_is_found_at_the_heading_that_answers(client: Client, index: SearchEngine) -> None:
    text = library.body("Length", "Where to keep it", text="Choose a strong passphrase of five words.")
    library.published(slug="strong-passwords", title="Passwords that hold", body=text)
    indexing.drain()
    html = page(client, q="keep passphrase")
    assert "Passwords that hold" in html
    assert "/en/resources/strong-passwords/#where-to-keep-it" in html
    assert "<mark>passphrase</mark>" in html


def test_a_text_of_another_language_has_its_own_direction_and_facts_in_the_readers(
    client: Client, index: SearchEngine
) -> None:
    library.published(slug="fr-guide", language="fr", title="Un guide")
    library.published(slug="strong", language="ar", title="كلمة مرور قوية", body=library.body(text="كلمة مرور"))
    indexing.drain()
    html = page(client, "fr", q="كلمة مرور قوية")
    assert re.search(r'<h2 class="doc" lang="ar" dir="rtl">', html)
    assert "arabe" in html
    assert '<html lang="fr" dir="ltr">' in html


def test_filters_are_checkboxes_that_keep_the_words(client: Client, index: SearchEngine) -> None:
    library.published("tool", slug="a-tool", title="Padlock")
    library.published(slug="a-guide", title="Padlocks")
    indexing.drain()
    html = page(client, q="padlock", kind="tool")
    assert re.search(r'<input type="checkbox" name="kind" value="tool" checked>', html)
    assert '<input type="hidden" name="q" value="padlock">' in html
    assert "Padlocks" not in html
    assert "a-tool" in html


def test_a_chosen_filter_is_a_link_that_takes_it_away(client: Client, index: SearchEngine) -> None:
    library.published("tool", slug="a-tool", title="Padlock")
    indexing.drain()
    html = page(client, q="padlock", kind="tool")
    assert '<a href="/en/search/?q=padlock" aria-label="Remove filter: Kind,' in html


def test_it_says_when_not_every_text_has_every_word(client: Client, index: SearchEngine) -> None:
    library.published(slug="one", title="Strong padlock")
    library.published(slug="two", title="Padlock")
    indexing.drain()
    assert "1 text has all of your words" in page(client, q="strong padlock")
    assert "No text has all of your words" in page(client, q="purple padlock")


def test_nothing_found_is_no_dead_end(client: Client, index: SearchEngine) -> None:
    library.published(slug="one", title="Padlock")
    indexing.drain()
    html = page(client, q="zanzibar")
    assert "zanzibar" in html
    assert "fewer words" in html


def test_many_results_are_paged_with_addresses_that_keep_the_question(client: Client, index: SearchEngine) -> None:
    for number in range(12):
        library.published(slug=f"padlock-{number}", title=f"Padlock {number}")
    indexing.drain()
    first = page(client, q="padlock", kind="guide")
    assert "/en/search/?q=padlock&amp;kind=guide&amp;page=2" in first
    assert page(client, q="padlock", page="2").count('<h2 class="doc"') == 2
    assert page(client, q="padlock", page="200").count('<h2 class="doc"') == 2


def test_the_page_is_not_to_be_indexed_kept_or_counted(client: Client, index: SearchEngine) -> None:
    response = client.get("/en/search/", {"q": "padlock"})
    assert b'<meta name="robots" content="noindex">' in response.content
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_language_without_a_catalogue_has_its_page_too(client: Client, index: SearchEngine) -> None:
    library.published(slug="padlock", language="fa", title="قفل", body=library.body(text="قفل و کلید"))
    indexing.drain()
    html = page(client, "fa", q="قفل")
    assert '<html lang="en" dir="ltr">' in html
    assert 'lang="fa" dir="rtl"' in html


@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_without_an_index_readers_browse_and_are_told(client: Client, index: Any, damage: str) -> None:
    library.published(slug="one", title="Padlock")
    library.published("tool", slug="a-tool", title="Another thing")
    index.file.remove()
    if damage == "garbage":
        index.file.path.write_bytes(b"no database at all" * 500)
    html = page(client, q="padlock", kind="guide")
    assert "The search does not answer at the moment." in html
    assert "/en/resources/one/" in html
    assert "/en/resources/a-tool/" not in html
    answer = client.get("/api/v1/search", {"q": "padlock"})
    assert answer.status_code == 200


def _shelf_of(numbers: range) -> None:
    for number in numbers:
        library.published(slug=f"padlock-{number}", title=f"Padlock {number}")
        library.published(slug=f"cadenas-{number}", language="fr", title=f"Padlock {number}")
    indexing.drain()


@pytest.mark.parametrize("address", ["/en/search/?q=padlock", "/api/v1/search?q=padlock&size=50", "/en/search/"])
def test_the_queries_of_an_answer_do_not_grow_with_its_results(
    client: Client, index: SearchEngine, address: str
) -> None:
    queries = []
    for numbers in (range(1), range(1, 12)):
        _shelf_of(numbers)
        # Twice: the first request ever makes the row of the site's settings.
        client.get(address)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries.append([query["sql"] for query in captured])
    assert len(queries[0]) == len(queries[1]), queries
    assert len(queries[0]) <= 40
