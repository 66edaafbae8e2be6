"""What must not be seen is in no result, no count, no facet, no other language, whatever state the index is in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search import indexing
from tests.factories import resources as library

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = "zanzibar"


def _draft(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


def _unpublished(page: Page) -> None:
    page.unpublish()


def _expired(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))


def _private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def _behind_a_password(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")


def _below_a_private_page(page: Page) -> None:
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)


def _moved_below_a_private_page(page: Page) -> None:
    shelf = library.shelf("es")
    PageViewRestriction.objects.create(page=shelf, restriction_type=PageViewRestriction.LOGIN)
    page.move(shelf, pos="last-child")


def _deleted(page: Page) -> None:
    page.delete()


STATES: dict[str, Callable[[Page], None]] = {
    "made a draft behind our back": _draft,
    "unpublished": _unpublished,
    "expired by the clock": _expired,
    "private": _private,
    "behind a password": _behind_a_password,
    "below a private page": _below_a_private_page,
    "moved below a private page": _moved_below_a_private_page,
    "deleted": _deleted,
}


TRACES = ("Zanzibar lock", "a-tool", "<mark>", "zanzibar way")


def _page_of_results(client: Client, language: str) -> int:
    """How often the tool shows itself on the page, the reader's own words in the box and the links left aside."""
    asked = client.get(f"/{language}/search/", {"q": SECRET}).content.decode()
    browsed = client.get(f"/{language}/search/", {"kind": "tool"}).content.decode()
    return sum((asked + browsed).count(trace) for trace in TRACES)


def _api(client: Client, language: str) -> dict[str, Any]:
    return client.get("/api/v1/search", {"q": SECRET, "language": language}).json()


def _outlets(client: Client) -> dict[str, object]:
    """Every place where the hidden tool could show itself."""
    pages = _page_of_results(client, "en") + _page_of_results(client, "fr")
    answers = [_api(client, "en"), _api(client, "fr")]
    counts = [each["count"] for each in answers]
    tools = client.get("/api/v1/search", {"kind": "tool", "language": "en"}).json()
    return {
        "page": pages,
        "counts": sum(counts),
        "facets": sum(option["count"] for each in answers for found in each["facets"].values() for option in found),
        "other languages": sum(len(each["other_languages"]) for each in answers),
        "browsing": (tools["count"], [option["count"] for option in tools["facets"]["kind"]]),
    }


def _shown(client: Client) -> bool:
    return any(value not in (0, (0, []), (0, [1])) for value in _outlets(client).values())


@pytest.fixture
def tool(index: object) -> Page:
    library.published(slug="a-guide", title="A guide", body=library.body(text="Nothing of the kind."))
    library.published(slug="un-guide", language="fr", title="Un guide", body=library.body(text="Rien."))
    page = library.published("tool", slug="a-tool", title="Zanzibar lock", body=library.body(text="The zanzibar way."))
    indexing.drain()
    return page


def test_a_public_tool_is_seen_everywhere(client: Client, tool: Page) -> None:
    seen = _outlets(client)
    assert all(value not in (0, (0, [])) for value in seen.values()), seen


@pytest.mark.parametrize("drained", [False, True], ids=["stale index", "drained index"])
@pytest.mark.parametrize("state", STATES)
def test_a_hidden_tool_is_seen_nowhere(client: Client, tool: Page, state: str, drained: bool) -> None:
    STATES[state](Page.objects.get(pk=tool.pk).specific)
    if drained:
        indexing.drain()
    assert not _shown(client), _outlets(client)


def test_a_draft_is_never_seen(client: Client, index: object) -> None:
    page = library.published("tool", slug="a-tool", title="A tool")
    page.title = "Zanzibar lock"
    page.body = library.body(text="The zanzibar way.")
    page.save_revision()
    indexing.drain()
    assert _api(client, "en")["count"] == 0
    page.get_latest_revision().publish()
    indexing.drain()
    assert _api(client, "en")["count"] == 1


def test_a_scheduled_text_waits_for_its_hour(client: Client, index: object) -> None:
    page = library.published("tool", slug="a-tool", title="Zanzibar lock")
    page.unpublish()
    page.go_live_at = timezone.now() + dt.timedelta(hours=1)
    page.save_revision().publish()
    indexing.drain()
    assert _api(client, "en")["count"] == 0


def test_what_is_seen_again_is_found_again(client: Client, tool: Page) -> None:
    restriction = PageViewRestriction.objects.create(page=tool, restriction_type=PageViewRestriction.LOGIN)
    indexing.drain()
    assert _api(client, "en")["count"] == 0
    restriction.delete()
    indexing.drain()
    assert _api(client, "en")["count"] == 1


def test_a_hidden_manual_gives_its_title_to_no_chapter(client: Client, index: object) -> None:
    book = library.manual("Locks and keys", slug="zanzibar", title="Zanzibar")
    Page.objects.filter(pk=book.pk).update(live=False)
    indexing.rebuild()
    assert _api(client, "en")["count"] == 0
    found = client.get("/api/v1/search", {"q": "locks keys", "language": "en"}).json()
    assert [result["id"] for result in found["results"]] == ["zanzibar/locks-and-keys"] or found["count"] == 1
    assert "Zanzibar" not in client.get("/en/search/", {"q": "locks keys"}).content.decode().replace("zanzibar", "")


def test_a_rebuild_from_a_stale_state_brings_nothing_back(client: Client, tool: Page) -> None:
    tool.unpublish()
    indexing.rebuild()
    assert not _shown(client)
