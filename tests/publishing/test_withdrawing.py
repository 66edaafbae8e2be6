"""Withdrawing a text as an editor does it: the reason, what to read instead, all languages or one, the way back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from accounts.roles import AUTHOR, PUBLISHER, TRANSLATOR
from accounts.translating import set_languages
from publishing.bin import acts as the_bin
from resources.models import ResourcePage, Withdrawal
from resources.withdrawn import acts
from resources.withdrawn.acts import Notice
from tests.factories.accounts import member
from tests.factories.resources import published, translation

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
LIST = "/admin/reports/withdrawn/"
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def room(user: User) -> Client:
    """The admin of somebody."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def publisher() -> User:
    return member(PUBLISHER)


@pytest.fixture
def page() -> ResourcePage:
    return published(slug="phones", title="Phones")


def form_of(page: Any) -> str:
    """Where a text is withdrawn."""
    return f"/admin/pages/{page.pk}/withdraw/"


def faults(html: bytes) -> list[str]:
    """What a screen says is to be put right."""
    return [each.get_text(" ", strip=True) for each in BeautifulSoup(html, "html.parser").select(".error-message")]


def test_from_the_page_s_menu_with_a_reason_and_back_again(page: ResourcePage, publisher: User) -> None:
    client, newer = room(publisher), published(slug="newer", title="Newer")
    assert form_of(page) in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert form_of(page) in client.get(f"/admin/pages/{page.pk}/unpublish/").content.decode()
    client.post(form_of(page), {"why": "replaced", "words": "See the new one.", "replaced_by": newer.pk})
    row = Withdrawal.objects.get()
    assert (row.why, row.words, row.words_in, row.replaced_by) == ("replaced", "See the new one.", "en", "newer")
    assert client.get(page.url).status_code == 410
    change = f"{LIST}{row.pk}/"
    assert change in client.get(LIST).content.decode()
    opened = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Publishing it brings it back." in opened
    assert client.get(form_of(page)).headers["Location"] == change
    client.post(change, {"why": "wrong", "words": "It named the wrong number.", "shows_title": "on"})
    html = client.get(page.url).content.decode()
    assert "It named the wrong number." in html
    assert "Phones" in html
    client.post(change, {"back": "1"})
    assert client.get(page.url).status_code == 200
    history = client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "Another text has taken its place. See the new one." in history
    assert "Brought back after it was withdrawn" in history


def test_a_reason_asks_for_what_it_needs(page: ResourcePage, publisher: User) -> None:
    french = translation(page, "fr")
    client = room(publisher)
    for given, fault in (
        ({}, "This field is required."),
        ({"why": "replaced"}, "Choose the text that has taken its place."),
        ({"why": "replaced", "replaced_by": french.pk}, "Select a valid choice."),
        ({"why": "other"}, "Say in one sentence what the reason is."),
    ):
        found = faults(client.post(form_of(page), {"languages": "this", **given}).content)
        assert any(fault in each for each in found), (given, found)
    assert client.get(page.url).status_code == 200


def test_in_all_languages_or_in_one(page: ResourcePage, publisher: User) -> None:
    french, other = translation(page, "fr"), published(slug="other")
    client = room(publisher)
    assert "fr" not in client.get(form_of(other)).content.decode().partition('name="languages"')[2]
    client.post(form_of(page), {"why": "wrong", "languages": "all"})
    assert client.get(french.url).status_code == client.get(page.url).status_code == 410
    twin = translation(other, "fr", slug="autre")
    client.post(form_of(twin), {"why": "wrong", "languages": "this"})
    assert [client.get(each.url).status_code for each in (twin, other)] == [410, 200]


def test_who_may_not_take_a_text_off_the_site_withdraws_none(page: ResourcePage) -> None:
    french = translation(page, "fr")
    translator = member(TRANSLATOR)
    set_languages(translator, ["fr"])
    for who in (member(AUTHOR), translator):
        for each in (page, french):
            given = {"why": "wrong", "languages": "all"}
            assert room(who).post(form_of(each), given, headers=SCRIPT).status_code == 403
        assert room(who).get(LIST, headers=SCRIPT).status_code == 403
    assert not Withdrawal.objects.exists()


def test_the_notice_of_a_deleted_text_can_be_changed_and_forgotten(page: ResourcePage, publisher: User) -> None:
    acts.withdraw([page], Notice("outdated"), publisher, dt.date(2026, 5, 4))
    the_bin.put(Page.objects.get(pk=page.pk), publisher)
    client, change = room(publisher), f"{LIST}{Withdrawal.objects.get().pk}/"
    assert "Bring it back" not in client.get(change).content.decode()
    client.post(change, {"why": "dangerous"})
    assert "Following it can be dangerous." in client.get("/en/resources/phones/").content.decode()
    client.post(change, {"back": "1"})
    assert client.get("/en/resources/phones/").status_code == 404
