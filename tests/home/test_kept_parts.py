"""Parts of pages are drawn once: never a moment longer than they are true, and nothing in them is somebody's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, PageViewRestriction

from home.trees import ensure_tree
from hub import drawn, kept
from hub.once import reading
from tests.factories.resources import published
from tests.factories.trainers import a_trainer
from tests.home.test_kept_pages import GONE, SHOWS, fresh, linked, nothing_kept, one, read, text
from trainers.models import Trainer

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
__all__ = ["nothing_kept"]
KINDS = ("home", "manual", "chapter", "guide", "library", "news")
# The versions, and nothing else: all that a page is made of is kept.
WARM = 1


@pytest.fixture(autouse=True)
def no_page_is_kept(nothing_kept: None) -> Iterator[None]:
    with override_settings(HUB_PAGE_CACHE=False):
        yield


@pytest.fixture
def guide() -> Page:
    page: Page = published(slug="phones", title="Phones at hand")
    return page


def anew(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The answer as it is where no part is kept."""
    with monkeypatch.context() as patched:
        patched.setattr(kept, "reads_only", lambda: False)
        return client.get(address)


def parts() -> str:
    """All that is kept of the pages that were read, as one text."""
    shelf = kept._Kept.shelf
    return repr([*shelf.small.values.items(), *shelf.large.values.items()])


@pytest.mark.parametrize(("act", "address", "word"), SHOWS.values(), ids=SHOWS)
def test_what_changes_shows_at_once(
    client: Client,
    guide: Page,
    act: Callable[[Page], Any],
    address: str,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if "trainers" in address:
        a_trainer()
    for _warm in range(2):
        before, queries = read(client, address)
    assert word not in before.content.decode()
    assert queries == WARM
    act(guide)
    after, queries = read(client, address)
    assert word in after.content.decode()
    assert queries > WARM
    assert after.content == anew(client, address, monkeypatch).content


@pytest.mark.parametrize("act", GONE.values(), ids=GONE)
def test_what_is_gone_is_gone_at_once_and_so_is_what_leads_there(
    client: Client, guide: Page, act: Callable[[Page], Any]
) -> None:
    leading, address = linked(guide), guide.url
    for each in (leading.url, address, leading.url, address):
        assert client.get(each).status_code == 200
    assert f'href="{address}"' in client.get(leading.url).content.decode()
    act(guide)
    for _twice in range(2):
        assert "Some words to read." not in client.get(address).content.decode()
        assert f'href="{address}"' not in client.get(leading.url).content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_kept_parts_is_the_page(
    client: Client, kind: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = one(kind, language)
    without = anew(client, address, monkeypatch)
    assert without.status_code == 200
    for query in ("", "", "?page=1&utm_source=letter", "", "?page=1&utm_source=letter"):
        answer = client.get(f"{address}{query}")
        assert answer.content == anew(client, f"{address}{query}", monkeypatch).content
    assert read(client, address)[1] == WARM
    assert client.get(address).content == without.content


def test_an_address_of_one_reader_is_in_no_other_readers_page(client: Client, guide: Page) -> None:
    for address in (guide.url, "/en/", "/en/resources/"):
        client.get(f"{address}?utm_source=letter")
        assert b"letter" not in client.get(address).content
        assert b"letter" not in client.get(f"/text{address}").content
    one, other = (client.get(guide.url, headers={"host": host}).content for host in ("127.0.0.1", "localhost"))
    assert b"http://127.0.0.1/en/resources/phones/" in one
    assert b"http://localhost/en/resources/phones/" in other
    assert b"127.0.0.1" not in other


def test_a_draft_and_its_public_page_have_nothing_of_each_other(client: Client, guide: Page) -> None:
    for _warm in range(2):
        client.get(guide.url)
    draft = fresh(guide)
    draft.title = draft.authors = "Words of a draft"
    draft.save_revision()
    with reading():
        preview = draft.get_latest_revision_as_object().make_preview_request().render()
    assert "Words of a draft" in preview.content.decode()
    assert "Words of a draft" not in parts()
    assert "Words of a draft" not in client.get(guide.url).content.decode()


@pytest.mark.parametrize("kind", ["login", "password"])
def test_nothing_is_kept_of_what_not_everybody_may_read(
    client: Client, admin_client: Client, guide: Page, kind: str
) -> None:
    text(guide, "Words for some only.")
    client.get(guide.url)
    assert "Words for some only." in parts()
    PageViewRestriction.objects.create(page=guide.get_parent(), restriction_type=kind, password="x")
    for _twice in range(2):
        assert "Words for some only." not in client.get(guide.url).content.decode()
        answer = admin_client.get(guide.url).content.decode()
        assert ("Words for some only." in answer) is (kind == "login")
    assert "Words for some only." not in parts()


def test_asking_for_what_is_not_there_puts_nothing_out(client: Client, guide: Page) -> None:
    client.get(guide.url)
    before = len(kept._Kept.shelf.large.values)
    for number in range(5):
        assert client.get(f"/en/resources/nothing-{number}/").status_code == 404
    entries: Any = kept._Kept.shelf.large.values
    assert [key[-1] for key, _language in entries if key[0] == "page at"] == ["resources/phones/"]
    assert len(kept._Kept.shelf.large.values) <= before + 5


def test_things_that_only_look_alike_are_drawn_each_for_itself() -> None:
    ensure_tree("en")
    with reading():
        safe = drawn.once("note", {"kind": "", "title": "", "text": mark_safe("<b>words</b>")})
        typed = drawn.once("note", {"kind": "", "title": "", "text": "<b>words</b>"})
        first, second = [{"url": "/a/", "label": "A"}], [{"url": "/b/", "label": "B"}]
        ways = [drawn.once("ways", {"ways": each}) for each in (first, second, first)]
    assert "<b>words</b>" in safe
    assert "<b>words</b>" not in typed
    assert ways[0] == ways[2]
    assert 'href="/b/"' in ways[1]


def test_what_stands_in_a_gap_is_escaped_unless_it_was_drawn() -> None:
    given: dict[str, Any] = {"nav": [], "promise": "", "links": [], "safer": None, "contact": None}
    with reading():
        ill, well = (drawn.once("foot", given, {"text_only": address}) for address in ('/text/"><script>', "/text/en/"))
        none = drawn.once("foot", given, {"text_only": ""})
        piece = drawn.once("nav", {"nav": []}, {"langs": SafeString("<details></details>")})
    assert 'href="/text/&quot;&gt;&lt;script&gt;"' in ill
    assert 'href="/text/en/"' in well
    assert "/text/" not in none
    assert "<li><details></details></li>" in piece


def test_a_profile_says_at_once_what_changed_and_goes_at_once(client: Client) -> None:
    trainer = a_trainer(display_name="Wambui Before")
    address = f"/en/trainers/{trainer.public_id}/"
    for _warm in range(2):
        answer, queries = read(client, address)
    assert "Wambui Before" in answer.content.decode()
    assert queries == WARM
    Trainer.objects.filter(pk=trainer.pk).update(display_name="Wambui After")
    assert "Wambui After" in client.get(address).content.decode()
    assert "http://localhost" in client.get(address, headers={"host": "localhost"}).content.decode()
    assert "http://localhost" not in client.get(address).content.decode()
    Trainer.objects.filter(pk=trainer.pk).update(live=False)
    assert client.get(address).status_code == 404
