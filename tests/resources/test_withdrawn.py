"""Addresses that last: they lead to where a text stands now, or say that it was withdrawn, why, and what to read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from accounts.models import User
from publishing.bin import acts as the_bin
from resources.downloads import packing
from resources.models import ChapterPage, Withdrawal
from resources.withdrawn import acts, asking
from resources.withdrawn.acts import Notice
from tests.factories.accounts import editor
from tests.factories.resources import manual, published, shelf, translation

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
DAY = dt.date(2026, 5, 4)


@pytest.fixture
def user() -> User:
    return editor()


def gone(page: Any, user: User, *others: Any, why: str = "outdated", **more: Any) -> Withdrawal:
    """Withdraw a text; the row of it."""
    acts.withdraw([page, *others], Notice(why, **more), user, DAY)
    return Withdrawal.objects.get(page=page.pk)


def renamed(page: Any, slug: str) -> Any:
    """The same page at another address, as an editor renames it."""
    fresh = page.specific_class.objects.get(pk=page.pk)
    fresh.slug = slug
    # Wagtail makes the redirects once the new name is safely there.
    with TestCase.captureOnCommitCallbacks(execute=True):
        fresh.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def leads(client: Client, address: str, **headers: str) -> tuple[int, str]:
    """The status of an address, and where it leads."""
    answer = client.get(address, headers=headers)
    return answer.status_code, answer.headers.get("Location", "")


class TestMoving:
    def test_each_name_of_a_chain_leads_straight_to_the_last(self, client: Client) -> None:
        page = renamed(renamed(published(slug="one"), "two"), "three")
        for old in ("one", "two"):
            assert leads(client, f"/en/resources/{old}/") == (301, "/en/resources/three/")
        assert leads(client, page.url) == (200, "")
        renamed(page, "one")
        assert leads(client, "/en/resources/one/")[0] == 200
        assert leads(client, "/en/resources/three/") == (301, "/en/resources/one/")

    def test_chapters_follow_a_manual_that_is_renamed_and_one_that_is_moved(self, client: Client) -> None:
        book, other = manual("First", slug="book"), manual(slug="other")
        renamed(book, "volume")
        assert leads(client, "/en/resources/book/first/") == (301, "/en/resources/volume/first/")
        ChapterPage.objects.get(slug="first").move(other, "last-child")
        for old in ("book", "volume"):
            assert leads(client, f"/en/resources/{old}/first/") == (301, "/en/resources/other/first/")

    def test_a_name_in_another_script_redirects_in_its_language_alone(self, client: Client) -> None:
        page = published(slug="phones")
        renamed(translation(page, "ar", slug="هاتف"), "هاتف-آمن")
        status, to = leads(client, "/ar/resources/هاتف/")
        assert (status, to) == (301, Page.objects.get(slug="هاتف-آمن").url)
        assert leads(client, page.url)[0] == 200


class TestWithdrawn:
    def test_every_address_that_led_to_it_says_why_and_what_to_read_instead(self, client: Client, user: User) -> None:
        book, other = renamed(manual("First", slug="book"), "volume"), published(slug="newer", title="Newer advice")
        translation(other, "fr", slug="neuf", title="Conseils neufs")
        before = Redirect.objects.count()
        gone(book, user, why="dangerous", words="It names an app that was taken over.", replaced_by="newer")
        addresses = ("volume/", "volume/first/", "book/", "book/first/", "volume")
        for address in (*(f"/en/resources/{each}" for each in addresses), "/r/book/", "/r/book/first/"):
            answer = client.get(address, follow=address.endswith("volume"))
            html = answer.content.decode()
            assert answer.status_code == 410, address
            assert "Following it can be dangerous." in html
            assert "It names an app that was taken over." in html
            assert 'href="/en/resources/newer/"' in html
            assert "Volume" not in html, "the title was not to be shown"
            assert "noindex" in html
        for extension in ("epub", "pdf"):
            assert leads(client, f"/en/downloads/book.{extension}")[0] == 410
        assert leads(client, "/en/resources/volume/never/")[0] == 404
        assert Redirect.objects.count() == before

    def test_it_is_in_no_list_no_search_and_no_pack(self, client: Client, user: User) -> None:
        published(slug="stays", title="Padlocks that stay")
        page = published(slug="goes", title="Padlocks that go")
        assert "Padlocks that go" in client.get("/en/resources/").content.decode()
        gone(page, user)
        for address in ("/en/resources/", "/en/search/?q=padlocks", "/api/v1/search?q=padlocks&language=en"):
            assert "Padlocks that go" not in client.get(address).content.decode(), address

    def test_in_the_readers_language_with_the_title_where_it_may_be_shown(self, client: Client, user: User) -> None:
        page = published(slug="phones", title="Phones")
        french = translation(page, "fr", slug="telephones", title="Téléphones")
        other = published(slug="newer", title="Newer")
        translation(other, "fr", slug="neuf", title="Neuf")
        gone(page, user, french, why="replaced", replaced_by="newer", shows_title=True)
        html = client.get("/fr/resources/telephones/").content.decode()
        assert 'lang="fr"' in html
        assert "Téléphones" in html
        assert 'href="/fr/resources/neuf/"' in html
        answer = client.get("/r/phones/", headers={"accept-language": "fr-CA,en;q=0.5"})
        assert answer.status_code == 410
        assert 'href="/fr/resources/neuf/"' in answer.content.decode()
        assert "Accept-Language" in answer.headers["Vary"]

    def test_one_language_alone_leads_to_the_others(self, client: Client, user: User) -> None:
        page = published(slug="phones", title="Phones")
        french = translation(page, "fr", slug="telephones", title="Téléphones")
        gone(french, user, why="wrong")
        html = client.get("/fr/resources/telephones/").content.decode()
        assert 'href="/en/resources/phones/"' in html
        assert leads(client, "/r/phones/", **{"accept-language": "fr"}) == (302, "/en/resources/phones/")
        assert leads(client, page.url)[0] == 200

    def test_what_took_its_place_is_followed_until_something_can_be_read(self, client: Client, user: User) -> None:
        old, newer, newest = (published(slug=slug) for slug in ("old", "newer", "newest"))
        gone(old, user, why="replaced", replaced_by="newer")
        gone(newer, user, why="replaced", replaced_by="newest")
        assert f'href="{newest.url}"' in client.get(old.url).content.decode()
        gone(newest, user, why="replaced", replaced_by="old")
        assert client.get(old.url).status_code == 410

    def test_it_outlives_its_page_and_a_new_text_may_take_the_address(self, client: Client, user: User) -> None:
        page = published(slug="phones")
        gone(page, user, why="wrong")
        entry = the_bin.put(Page.objects.get(pk=page.pk), user)
        assert leads(client, page.url)[0] == 410
        the_bin.delete_for_good(entry, user)
        assert leads(client, page.url)[0] == leads(client, "/r/phones/")[0] == 410
        published(slug="phones")
        assert leads(client, page.url)[0] == 200

    def test_it_can_be_brought_back_as_it_was(self, client: Client, user: User) -> None:
        book = manual("First", "Second", slug="book")
        ChapterPage.objects.get(slug="second").unpublish()
        row = gone(book, user)
        draft = Page.objects.get(pk=book.pk).specific
        draft.title = "A draft since"
        draft.save_revision()
        acts.bring_back(row, user)
        html = client.get("/en/resources/book/").content.decode()
        assert "A-manual" in html or book.title in html
        assert "A draft since" not in html
        assert leads(client, "/en/resources/book/first/")[0] == 200
        assert leads(client, "/en/resources/book/second/")[0] == 404
        acted = PageLogEntry.objects.filter(page=book.pk, action__startswith="resources.")
        assert set(acted.values_list("action", flat=True)) == {acts.WITHDRAWN, acts.BROUGHT_BACK}

    def test_publishing_it_again_ends_it_too(self, client: Client, user: User) -> None:
        page = published(slug="phones")
        gone(page, user)
        page.get_latest_revision().publish()
        assert not Withdrawal.objects.exists()
        assert leads(client, page.url)[0] == 200

    def test_nothing_comes_back_by_halves(self, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
        row = gone(manual("First", slug="book"), user)

        def fails(self: ChapterPage, *_given: Any, **_more: Any) -> None:
            raise ValidationError("No.")

        monkeypatch.setattr(ChapterPage, "publish", fails)
        with pytest.raises(ValidationError):
            acts.bring_back(row, user)
        assert not Page.objects.get(pk=row.page_id).live
        assert Withdrawal.objects.filter(pk=row.pk).exists()

    def test_in_another_language_the_address_says_why_too(self, client: Client, user: User) -> None:
        for code in ("fr", "ar"):
            published(language=code, slug="stays")
        gone(renamed(manual("First", slug="book"), "volume"), user, why="dangerous")
        lists = ("offline/texts/book.json", "offline/texts/book.text.json")
        files = ("downloads/book.epub", "downloads/book.pdf", *lists)
        below = ("resources/volume/", "resources/volume/first/", "resources/book/", *files)
        for prefix in ("/fr/", "/text/fr/"):
            for address in below:
                answer = client.get(prefix + address)
                assert answer.status_code == 410, prefix + address
                assert 'lang="fr"' in answer.content.decode()
                assert "Le suivre peut être dangereux." in answer.content.decode()
        for address in ("/r/book/", "/text/r/book/", "/r/book/first/"):
            answer = client.get(address, headers={"accept-language": "ar,en;q=0.5"})
            assert answer.status_code == 410
            assert '<html lang="ar" dir="rtl"' in answer.content.decode()
            assert "Accept-Language" in answer.headers["Vary"]
        assert leads(client, "/fr/resources/volume/never/")[0] == 404
        assert leads(client, "/fr/downloads/never.epub")[0] == 404

    def test_what_can_be_read_there_goes_before_what_was_withdrawn_elsewhere(self, client: Client, user: User) -> None:
        page = published(slug="phones")
        french = renamed(translation(page, "fr", slug="phones", title="Téléphones"), "telephones")
        translation(page, "ar", slug="هاتف")
        gone(page, user)
        assert leads(client, "/fr/resources/phones/") == (301, french.url)
        answer = client.get("/ar/resources/phones/")
        assert answer.status_code == 410
        assert f'href="{french.url}"' in answer.content.decode()
        Page.objects.get(pk=page.pk).delete()
        published(slug="phones", title="New advice")
        answer = client.get("/ar/resources/phones/")
        assert answer.status_code == 404
        assert "New advice" in answer.content.decode()

    def test_machines_that_ask_for_what_is_made_of_it_find_it_nowhere(self, client: Client, user: User) -> None:
        published(slug="stays", title="Padlocks that stay")
        page = published(slug="goes", title="Padlocks that go")
        lists = ("/en/feeds/all.atom", "/opds/en/all/", "/opds/v2/en/new/", "/sitemap/en-1.xml", "/-/library.jsonld")
        before = {each: client.get(each).content.decode() for each in lists[:-1]}
        assert all("goes" in each for each in before.values())
        assert client.get("/en/offline/texts/goes.json").status_code == 200
        gone(page, user)
        for each in lists:
            assert "goes" not in client.get(each).content.decode(), each
        assert page.pk not in packing.texts(packing.Set("en"))
        assert client.get("/en/offline/texts/goes.json").status_code == 410


class TestAsking:
    def test_one_question_where_nothing_was_found_and_none_where_no_text_can_have_been(self) -> None:
        shelf("en")
        for address, queries in (
            ("/en/resources/nothing/", 1),
            ("/r/nothing/", 1),
            ("/en/downloads/nothing.pdf", 1),
            ("/en/offline/texts/nothing.json", 1),
            ("/admin/nothing/", 0),
            ("/api/v1/nothing", 0),
            ("/en/" + "x" * 600 + "/", 0),
            ("/en/\0/", 0),
        ):
            with CaptureQueriesContext(connection) as asked:
                assert asking.at(address) is None
            assert len(asked) == queries, address

    def test_a_page_that_is_found_asks_nothing_about_it(self, client: Client, user: User) -> None:
        page = published(slug="stays")
        gone(published(slug="goes"), user)
        with CaptureQueriesContext(connection) as asked:
            client.get(page.url)
        assert not [each for each in asked.captured_queries if "withdraw" in each["sql"]]
