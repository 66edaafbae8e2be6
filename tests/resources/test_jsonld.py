"""What a page of the library says of itself to machines that read pages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.api import outlets

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shelves(for_the_module) -> None:
    with for_the_module():
        outlets.a_library()


def _told(client: Client, path: str) -> tuple[dict[str, Any], list[str]]:
    """The thing and the names on the way to it."""
    page = client.get(path).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert not re.search("[<>&]", block)
    thing, trail = json.loads(block)["@graph"]
    return thing, [each["name"] for each in trail["itemListElement"]]


def test_a_text_is_something_to_learn_from_in_its_languages(client: Client, shelves: None) -> None:
    thing, trail = _told(client, "/en/resources/phones/")
    assert (thing["@type"], thing["@id"]) == ("LearningResource", "http://testserver/en/resources/phones/")
    assert (thing["name"], thing["inLanguage"]) == ("Phones & <safety>\x0b", "en")
    [french] = thing["workTranslation"]
    assert (french["@id"], french["inLanguage"]) == ("http://testserver/fr/resources/telephones/", "fr")
    assert trail == ["Protection Hub", "Library", thing["name"]]
    [original] = _told(client, "/fr/resources/telephones/")[0]["translationOfWork"]
    assert original["@id"] == thing["@id"]


def test_a_manual_has_parts_and_a_chapter_is_one(client: Client, shelves: None) -> None:
    manual, _trail = _told(client, "/en/resources/a-manual/")
    chapter, trail = _told(client, "/en/resources/a-manual/second-step/")
    assert [each["name"] for each in manual["hasPart"]] == ["First step", "Second step"]
    assert manual["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (chapter["isPartOf"]["@id"], chapter["position"]) == (manual["@id"], 2)
    assert trail == ["Protection Hub", "Library", "A manual", "Second step"]


def test_news_are_an_article_and_a_word_is_a_term_of_a_set(client: Client, shelves: None) -> None:
    news, trail = _told(client, "/fr/news/nouvelle/")
    assert (news["@type"], news["headline"]) == ("NewsArticle", "Une nouvelle")
    assert trail[1] == "Actualités"
    term, _trail = _told(client, "/en/resources/glossary-threat/")
    assert (term["@type"], term["description"]) == ("DefinedTerm", "What may harm you.")
    assert term["inDefinedTermSet"]["url"] == "http://testserver/en/search/?kind=glossary"


def test_lists_and_standing_texts_are_none_of_these(client: Client, shelves: None) -> None:
    assert "ld+json" not in client.get("/en/resources/").content.decode()
