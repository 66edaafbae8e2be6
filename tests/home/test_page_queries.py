"""A page that is made anew takes few queries, as many for a long manual as for a short one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.trees import ensure_tree
from resources.models import ChapterPage
from tests.factories.resources import manual, published, translation
from vocabulary.models import Concept

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
MOST = 12


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    with override_settings(HUB_PAGE_CACHE=False):
        yield


def queries(client: Client, address: str) -> int:
    for _warm in range(2):
        assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as log:
        client.get(address)
    return len(log)


@pytest.mark.slow
def test_a_chapter_takes_few_queries_however_long_its_manual_is(client: Client) -> None:
    book = manual("First", "Second", "Third", "Fourth", "Fifth")
    book.topics.set(Concept.objects.of("topic")[:2])
    translation(book, "fr")
    few = queries(client, f"{book.url}second/")
    for number in range(6, 61):
        book.add_child(instance=ChapterPage(title=f"More {number}", slug=f"more-{number}", locale=book.locale))
    assert queries(client, f"{book.url}second/") == few <= MOST
    assert "more-60/" in client.get(f"{book.url}second/").content.decode()


def test_a_guide_and_the_first_page_take_few_queries(client: Client) -> None:
    guide = published(slug="one", body=[{"type": "text", "value": '<p><a linktype="page" id="2">there</a></p>'}])
    translation(guide, "fr")
    ensure_tree("ar")
    for address in (guide.url, "/en/", "/ar/", "/en/resources/"):
        assert queries(client, address) <= MOST, address


@pytest.mark.parametrize("where", ["itself", "its manual", "the library"])
def test_a_restriction_holds_at_once_where_there_was_none(client: Client, where: str) -> None:
    book = manual("First", "Second")
    address = f"{book.url}second/"
    queries(client, address)
    places = {"itself": book.get_children().last(), "its manual": book, "the library": book.get_parent()}
    PageViewRestriction.objects.create(page=places[where], restriction_type="login")
    assert client.get(address).status_code == 302
    PageViewRestriction.objects.all().delete()
    assert client.get(address).status_code == 200


def test_only_the_page_of_the_whole_path_is_found(client: Client) -> None:
    book = manual("First", "Second")
    other = manual("First", slug="other-book")
    other.unpublish()
    assert client.get(f"{book.url}first/").status_code == 200
    for address in (f"{book.url}third/", f"{other.url}", f"{book.url}first/second/", "/en/a-manual/first/"):
        assert client.get(address).status_code == 404, address
    # A manual that is taken back keeps its published chapters at their addresses, as ever.
    assert client.get(f"/en/resources/{other.slug}/first/").status_code == 200
