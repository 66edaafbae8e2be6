"""What stands around pages is kept in memory, and never a moment longer than it is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from home.identity import HubSettings
from home.models import HomePage
from home.trees import ensure_tree
from tests.factories.resources import published

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
ANYWHERE = "/en/who-fits/"


@pytest.fixture
def chosen() -> Page:
    """A page that an editor put into the menu."""
    page: Page = published(slug="phones", title="Phones at hand")
    home = HomePage.objects.get(pk=ensure_tree("en").pk)
    home.menu = [{"type": "page", "value": {"page": page.pk, "label": ""}}]
    home.save_revision().publish()
    return page


def around(client: Client) -> str:
    html = client.get(ANYWHERE).content.decode()
    return html[: html.find("<main")] + html[html.find("</main>") :]


def named(name: str) -> None:
    site = Site.objects.get(is_default_site=True)
    HubSettings.objects.update_or_create(site=site, defaults={"name": name})


CHANGES: dict[str, Callable[[Page], Any]] = {
    "taken back": lambda page: page.unpublish(),
    "for some only": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "for some only, above": lambda page: PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type="login"
    ),
    "deleted": lambda page: page.delete(),
    "expired by the clock, in one statement": lambda page: Page.objects.filter(pk=page.pk).update(
        expire_at=timezone.now()
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_that_is_no_longer_public_is_in_no_menu_at_once(
    client: Client, chosen: Page, change: Callable[[Page], Any]
) -> None:
    assert "Phones at hand" in around(client)
    change(chosen)
    assert "Phones at hand" not in around(client)


def test_the_clock_alone_takes_a_page_out(client: Client, chosen: Page) -> None:
    now = timezone.now()
    Page.objects.filter(pk=chosen.pk).update(expire_at=now + dt.timedelta(minutes=5))
    assert "Phones at hand" in around(client)
    with time_machine.travel(now + dt.timedelta(minutes=6), tick=False):
        assert "Phones at hand" not in around(client)


def test_a_new_title_and_a_new_name_show_at_once(client: Client, chosen: Page) -> None:
    around(client)
    chosen.title = "Phones, anew"
    chosen.save_revision().publish()
    named("Harbour of knowledge")
    html = around(client)
    assert "Phones, anew" in html
    assert "Harbour of knowledge" in html


def test_each_page_marks_its_own_place_in_the_shared_menu(client: Client, chosen: Page) -> None:
    here = 'dir="ltr" aria-current="page">Phones at hand</a>'
    assert here in client.get(chosen.url).content.decode()
    assert here not in around(client)


@pytest.mark.usefixtures("chosen")
def test_a_later_look_asks_for_versions_alone(client: Client) -> None:
    for _ in range(2):  # the first of all looks makes the row of settings
        client.get("/en/trainers/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/trainers/")
    assert [each["sql"] for each in asked] == ["SELECT name, token FROM hub_dataversion"]
