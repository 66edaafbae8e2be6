"""Whatever machines read: only what is public, the same bytes for the same texts, few queries, no cookie."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from wagtail.models import Page, PageViewRestriction

from resources.models import GuidePage, ManualPage, ResourceIdentity
from tests.api import outlets
from tests.api.outlets import DOCUMENTS, SITEMAP, XHTML, read
from tests.factories import resources as library
from vocabulary.models import Concept

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shelves(for_the_module) -> None:
    with for_the_module():
        outlets.a_library()


def _hidden(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


def _expired(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))


def _scheduled(page: Page) -> None:
    page.unpublish()
    page.go_live_at = timezone.now() + dt.timedelta(days=1)
    page.save_revision().publish()


def _private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def _in_a_private_place(page: Page) -> None:
    closed = ManualPage(title="Closed", slug="closed", locale=page.locale, live=False)
    library.shelf("en").add_child(instance=closed)
    _private(closed)
    page.move(ManualPage.objects.get(pk=closed.pk), pos="last-child")


def _whole(client: Client) -> dict[str, bytes]:
    return {path: read(client, path).content for path in DOCUMENTS}


def test_a_hidden_text_changes_no_byte_of_any(client: Client, shelves: None) -> None:
    before = _whole(client)
    guide = GuidePage.objects.get(slug="phones")
    guide.title = guide.summary = "A draft of Zanzibar"
    guide.save_revision()
    assert _whole(client) == before
    topic = Concept.objects.get(scheme="topic", code="phishing")
    said = {"title": "Zanzibar", "summary": "Zanzibar", "topics": [topic], "licence": "CC0-1.0"}
    for hide in (_hidden, _expired, _scheduled, _private, _in_a_private_place):
        page = library.published(slug=f"zanzibar-{hide.__name__.strip('_').replace('_', '-')}", **said)
        if hide is _hidden:
            shown = _whole(client)
            assert {path for path in DOCUMENTS if shown[path] != before[path]} >= {
                *("/en/feeds/", "/en/feeds/all.atom", "/en/feeds/guide.atom", "/opds/", "/opds/en/", "/opds/en/all/"),
                *("/opds/v2/en/new/", "/opds/v2/en/topics/phishing/", "/sitemap/en-1.xml", "/-/library.jsonld"),
            }
        hide(page)
        assert {path for path, body in _whole(client).items() if body != before[path]} == set(), hide.__name__


def test_who_has_it_is_told_so_and_nobody_gets_a_cookie(client: Client, shelves: None) -> None:
    for path in (*DOCUMENTS[1:], "/-/vocabulary.jsonld"):
        answer = read(client, path)
        assert not answer.cookies, path
        again = client.get(path, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
    library.published(slug="one-more")
    assert client.get("/en/feeds/all.atom", headers={"if-none-match": "x"}).status_code == 200


def test_as_many_queries_for_three_texts_as_for_fifteen(client: Client, shelves: None) -> None:
    few = _counted(client)
    below = library.shelf("en")
    topic = Concept.objects.get(scheme="topic", code="phishing")
    for number in range(12):
        page = GuidePage(title=f"Z {number:02}", slug=f"z-{number}", locale=below.locale)
        below.add_child(instance=page)
        page.topics.set([topic])
        page.save()
        ResourceIdentity.objects.create(resource_id=page.slug, translation_key=page.translation_key)
    many = _counted(client)
    assert many == few
    assert max(few.values()) <= 6, few


def _counted(client: Client) -> dict[str, int]:
    """The least of three: the first requests draw the site's name and menu, and keep them."""
    found: dict[str, list[int]] = {path: [] for path in DOCUMENTS[1:]}
    for path in DOCUMENTS[1:] * 3:
        with CaptureQueriesContext(connection) as queries:
            read(client, path)
        found[path].append(len(queries))
    return {path: min(each) for path, each in found.items()}


def test_the_map_names_each_page_with_its_other_languages(client: Client, shelves: None) -> None:
    parts = [each.text for each in etree.fromstring(read(client, "/sitemap.xml").content).iter(f"{SITEMAP}loc")]
    assert parts == [f"http://testserver/sitemap/{code}-1.xml" for code in ("ar", "en", "fr")]
    pages: dict[str, dict[str, str]] = {}
    for part in parts:
        for url in etree.fromstring(read(client, urlsplit(part).path).content):
            others = {each.get("hreflang"): each.get("href") for each in url.iter(f"{XHTML}link")}
            pages[url.findtext(f"{SITEMAP}loc")] = others
    text = {
        "en": "http://testserver/en/resources/phones/",
        "fr": "http://testserver/fr/resources/telephones/",
        "x-default": "http://testserver/r/phones/",
    }
    assert pages[text["en"]] == pages[text["fr"]] == text
    assert pages["http://testserver/ar/"]["x-default"] == "http://testserver/"
    assert pages["http://testserver/en/resources/a-manual/first-step/"] == {}
    for address, others in pages.items():
        assert all(pages[other] == others for tag, other in others.items() if tag != "x-default"), address
    for slug in ("", "resources/", "resources/a-manual/second-step/", "trainers/", "feeds/"):
        assert f"http://testserver/en/{slug}" in pages
        assert client.get(f"/en/{slug}").status_code == 200
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("path", ["/sitemap/en-2.xml", "/sitemap/en-0.xml", "/sitemap/xx-1.xml", "/sitemap/en-x.xml"])
def test_a_part_that_is_not_there_is_a_page_that_is_not_there(client: Client, shelves: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_catalogue_of_data_names_licence_language_and_forms_of_each(
    client: Client, shelves: None, settings: Any
) -> None:
    settings.HUB_DATA_LICENCE = "CC-BY-4.0"
    found = json.loads(read(client, "/-/library.jsonld").content)
    sets = {each["dct:identifier"]: each for each in found["dcat:dataset"]}
    assert set(sets) == {"library-en", "library-fr", "vocabulary", "directory", "needs"}
    assert all(each["dct:language"] and each["dct:rights"] for each in sets.values())
    licences = {name: [each["@id"] for each in found.get("dct:license", ())] for name, found in sets.items()}
    own = ["https://creativecommons.org/licenses/by/4.0/"]
    assert licences == {"library-en": own, "library-fr": [], "vocabulary": own, "directory": own, "needs": own}
    theme = {"@id": f"{settings.HUB_URL}/-/vocabulary.jsonld#topic/phishing"}
    assert theme in sets["library-fr"]["dcat:theme"]
    terms = json.loads(read(client, "/-/vocabulary.jsonld").content)["@graph"]
    assert theme["@id"] in {each["@id"] for each in terms}
    for form in (form for each in sets.values() for form in each["dcat:distribution"]):
        path = urlsplit(form["dcat:accessURL"]["@id"]).path
        # A set of texts is made when somebody asks for it.
        assert path.endswith(".zip") or client.get(path).status_code == 200, path
