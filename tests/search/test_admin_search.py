"""The editors' own search survives quotes, blanks, NUL and very long questions."""

from __future__ import annotations

import pytest
from django.test import Client
from modelsearch.query import Phrase
from wagtail.models import Page

from search.admin_backends import safe_words
from tests.factories import accounts
from tests.factories import resources as library

pytestmark = pytest.mark.django_db
QUERIES = ['"', '""', '"guide', "'", " ", "\x00", "a\x00b", 'guide"', "word " * 5000, "* ^ ( ) : -", "\\", "%s %", "😀"]


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_breaks_the_search_of_pages(query: str) -> None:
    library.published(slug="a-guide", title="A guide to locks")
    list(Page.objects.search(query))
    list(Page.objects.autocomplete(query))
    list(Page.objects.search(Phrase(query)))


def test_words_between_quotes_are_words() -> None:
    page = library.published(slug="a-guide", title="A guide to locks")
    assert [found.pk for found in Page.objects.search('"guide" locks"')] == [page.pk]
    assert list(Page.objects.search("elephants")) == []


@pytest.mark.parametrize("query", ['"', "%00", "a" * 3000, "%20%20"])
def test_an_editor_who_types_it_gets_a_page(client: Client, query: str) -> None:
    client.force_login(accounts.member(is_superuser=True))
    for address in ("/admin/pages/search/", "/admin/pages/search/results/"):
        assert client.get(f"{address}?q={query}").status_code == 200


def test_very_long_questions_are_cut() -> None:
    assert safe_words("word " * 5000) == ["word"] * 30
