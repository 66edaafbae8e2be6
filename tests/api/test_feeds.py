"""Feeds of the library, and the page that lists them."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.test import Client
from wagtail.models import Page

from api.feeds import views
from hub import atom
from tests.api import outlets
from tests.api.outlets import ATOM, entries, feed, links

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shelves(for_the_module) -> None:
    with for_the_module():
        outlets.a_library()


def _on(day: int, *slugs: str) -> None:
    for slug in slugs:
        moment = dt.datetime(2026, 3, day, 15, 4, tzinfo=dt.UTC)
        Page.objects.filter(slug=slug).update(last_published_at=moment)


def test_the_last_changed_stand_first_and_a_manual_is_as_young_as_its_youngest_chapter(
    client: Client, shelves: None
) -> None:
    _on(1, "a-manual", "first-step", "glossary-threat")
    _on(2, "phones")
    _on(3, "second-step")
    found = feed(client, "/en/feeds/all.atom")
    assert list(entries(found)) == ["A manual", "Phones & <safety>", "Threat"]
    manual = entries(found)["A manual"]
    assert manual.findtext(f"{ATOM}updated") == found.findtext(f"{ATOM}updated") == "2026-03-03T00:00:00Z"
    assert manual.findtext(f"{ATOM}author/{ATOM}name") == "Ana"
    assert ("license", "/licenses/by/4.0/", "") in set(links(manual))


def test_an_edition_keeps_its_name_and_says_its_language_topics_and_page(client: Client, shelves: None) -> None:
    found = feed(client, "/fr/feeds/guide.atom")
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    [text] = entries(found).values()
    assert text.findtext(f"{ATOM}id").endswith("/r/phones/#fr")
    assert list(links(text)) == [("alternate", "/fr/resources/telephones/", "text/html")]
    assert [each.get("term") for each in text.findall(f"{ATOM}category")] == ["phishing"]


def test_a_language_without_texts_has_a_feed_and_an_unknown_kind_none(client: Client, shelves: None) -> None:
    assert entries(feed(client, "/sw/feeds/all.atom")) == {}
    for path in ("/en/feeds/chapter.atom", "/en/feeds/nothing.atom", "/xx/feeds/all.atom", "/en/feeds/all.rss"):
        answer = client.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8"), path


def test_the_page_lists_the_feeds_that_there_are_and_every_page_names_its_own(client: Client, shelves: None) -> None:
    page = client.get("/fr/feeds/").content.decode()
    assert "http://testserver/fr/feeds/news.atom" in page
    assert "http://testserver/opds/fr/" in page
    assert "/fr/feeds/manual.atom" not in page
    assert "/opds/" not in client.get("/sw/feeds/").content.decode()
    assert "/fr/feeds/" in client.get("/fr/resources/").content.decode()
    head = client.get("/en/resources/a-manual/first-step/").content.decode().split("</head>")[0]
    assert 'title="All texts" href="http://testserver/en/feeds/all.atom"' in head
    assert 'title="Manuals" href="http://testserver/en/feeds/manual.atom"' in head


def test_a_feed_ends_after_forty_entries(client: Client, shelves: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert views.ENTRIES == 40
    monkeypatch.setattr(views, "ENTRIES", 2)
    assert len(entries(feed(client, "/en/feeds/all.atom"))) == 2


def test_signs_that_no_xml_may_hold_are_left_out() -> None:
    drawn = atom.written(
        atom.Feed("https://a.example/", "a\x00b\x1f<&>\ufffe", dt.date(2026, 1, 1), "c", "en", (atom.Link("x"),), ())
    )
    assert "<title>ab&lt;&amp;&gt;</title>" in drawn


def test_a_renamed_library_is_led_to_where_it_stands(client: Client, shelves: None) -> None:
    for slug, other in (("resources", "bibliotheque"), ("news", "nouvelles")):
        page = Page.objects.get(slug=slug, locale__language_code="fr").specific
        page.slug = other
        page.save_revision().publish()
    for name, leads in (("all", "/fr/bibliotheque/"), ("news", "/fr/nouvelles/")):
        assert ("alternate", leads, "text/html") in set(links(feed(client, f"/fr/feeds/{name}.atom")))
    for path in ("/fr/bibliotheque/telephones/", "/fr/nouvelles/nouvelle/"):
        html = client.get(path).content.decode()
        [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        steps = json.loads(block)["@graph"][1]["itemListElement"]
        assert client.get(steps[1]["item"]).status_code == 200, steps[1]
        assert steps[1]["item"].endswith(path.rsplit("/", 2)[0] + "/")
