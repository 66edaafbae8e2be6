"""What is offered while somebody types, and the search as a browser adds it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import indexing
from search.engines.protocol import SearchEngine
from search.suggesting import suggestions
from tests.factories import resources as library
from vocabulary.models import Concept, Label, LabelKind, Scheme, Status

OFFERED = (
    "Strong passwords",
    "A password manager",
    "Pass",
    "Compass and map",
    "Éloigner un proche",
    "كلمة المرور القوية",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pass", ["Pass", "Strong passwords", "A password manager"]),
        ("PASSW", ["Strong passwords", "A password manager"]),
        ("strong  pass", ["Strong passwords"]),
        ("eloi", ["Éloigner un proche"]),
        ("المرور", ["كلمة المرور القوية"]),
        ("ompass", []),
        ("pa", []),
        ("", []),
    ],
)
def test_what_continues_the_words_is_offered_and_nothing_else(typed: str, found: list[str]) -> None:
    assert suggestions(typed, OFFERED) == found


def test_without_blanks_a_word_may_begin_anywhere() -> None:
    assert suggestions("密碼", ["如何設定密碼", "密碼管理", "手機"]) == ["密碼管理", "如何設定密碼"]
    assert suggestions("စကား", ["လျှို့ဝှက်စကား"]) == ["လျှို့ဝှက်စကား"]


def test_each_text_is_offered_once_and_eight_at_most() -> None:
    assert suggestions("guide", ["Guide", "guide", *(f"Guide {number}" for number in range(20))])[:2] == [
        "Guide",
        "Guide 0",
    ]
    assert len(suggestions("guide", [f"Guide {number}" for number in range(20)])) == 8


@pytest.mark.any_database
@pytest.mark.django_db
def test_only_public_titles_and_shown_words_of_the_readers_language(client: Client, index: SearchEngine) -> None:
    library.published(slug="a", title="Zorblocks at home")
    library.published(slug="b", title="Zorblocks of others", language="fr")
    hidden = library.published(slug="c", title="Zorblocks nobody sees")
    term = Concept.objects.create(scheme=Scheme.TOPIC, code="locks")
    Label.objects.create(concept=term, language="en", kind=LabelKind.PREFERRED, text="Zorblocks and keys")
    Label.objects.create(concept=term, language="en", kind=LabelKind.HIDDEN, text="Zorblokcs")
    gone = Concept.objects.create(scheme=Scheme.TOPIC, code="old-locks", status=Status.ARCHIVED)
    Label.objects.create(concept=gone, language="en", kind=LabelKind.PREFERRED, text="Zorblocks of old")
    indexing.drain()
    hidden.unpublish()
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/en/search/suggest/", {"q": "zorblo"})
    assert response.json() == ["Zorblocks at home", "Zorblocks and keys"]
    assert len(asked) <= 3
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert client.get("/en/search/suggest/", {"q": "p\x00" * 500}).json() == []


@pytest.mark.any_database
@pytest.mark.django_db
def test_without_an_index_terms_are_offered_still(client: Client, settings, tmp_path) -> None:
    settings.SEARCH_INDEX_PATH = tmp_path / "none" / "search.sqlite3"
    assert client.get("/en/search/suggest/", {"q": "zzzzz"}).json() == []


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "tag"), [("", "en"), ("?language=AR", "ar"), ("?language=zh_hant", "zh-Hant"), ("?language=xx", "en")]
)
def test_a_browser_can_add_the_search(client: Client, asked: str, tag: str) -> None:
    response = client.get(f"/-/search.xml{asked}")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    described = ET.fromstring(response.content)  # noqa: S314 - our own answer
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert described.findtext(f"{name}Language") == tag
    assert len(described.findtext(f"{name}ShortName") or "") <= 16
    template = described.find(f"{name}Url").get("template")  # type: ignore[union-attr]
    assert template == f"http://testserver/{tag.lower()}/search/?q={{searchTerms}}"


@pytest.mark.any_database
@pytest.mark.django_db
def test_only_the_page_of_results_says_that_the_search_can_be_added(client: Client) -> None:
    assert 'href="/-/search.xml?language=fr"' in client.get("/fr/search/").content.decode()
    assert "search.xml" not in client.get("/fr/").content.decode()
