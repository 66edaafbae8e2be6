"""The catalogues: every list can be walked to, every text can be taken along, in both versions the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.opds import shelves as shelves_of_texts
from api.opds import values
from hub import outbox
from resources.models import Download, GuidePage
from search import engine, indexing
from tests.api import outlets
from tests.api.outlets import ATOM, entries, feed, links, read
from tests.factories import resources as library

pytestmark = pytest.mark.django_db
ACQUISITION = "http://opds-spec.org/acquisition/open-access"
KIND = "application/atom+xml;profile=opds-catalog;kind="


@pytest.fixture(scope="module")
def shelves(for_the_module) -> None:
    with for_the_module():
        outlets.a_library()


def _walk(client: Client) -> dict[str, Any]:
    """Every list that the root leads to, by its address."""
    found: dict[str, Any] = {}
    waiting = ["/opds/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = feed(client, path)
        for node in (found[path], *entries(found[path]).values()):
            waiting += [to for _rel, to, kind in links(node) if kind.startswith(KIND)]
    return found


def _files(entry: Any) -> dict[str, str]:
    return {kind: path for rel, path, kind in links(entry) if rel == ACQUISITION}


def test_the_root_leads_to_every_text_of_every_language(client: Client, shelves: None) -> None:
    found = _walk(client)
    assert set(found) == {
        "/opds/",
        *(f"/opds/{code}/{rest}" for code in ("en", "fr") for rest in ("", "new/", "all/", "topics/phishing/")),
    }
    for path, drawn in found.items():
        books = [each for each in entries(drawn).values() if _files(each)]
        is_shelf = path.count("/") > 3
        assert len(books) == (len(entries(drawn)) if is_shelf else 0), path
        around = {rel: (to, kind) for rel, to, kind in links(drawn)}
        assert around["self"] == (path, f"{KIND}{'acquisition' if is_shelf else 'navigation'}")
        assert around["start"] == ("/opds/", f"{KIND}navigation")
    assert set(entries(found["/opds/en/all/"])) == {"A manual", "Phones & <safety>", "Threat"}


def test_a_text_is_had_at_the_addresses_of_its_page_with_the_size_once_it_was_made(
    client: Client, shelves: None
) -> None:
    page = GuidePage.objects.get(slug="telephones")
    Download.objects.filter(page=page).delete()
    Download.objects.create(page=page, format="epub", digest="a" * 64, size=45_000)
    [text] = entries(feed(client, "/opds/fr/all/")).values()
    epub, pdf = "/fr/downloads/phones.epub", "/fr/downloads/phones.pdf"
    assert _files(text) == {"application/epub+zip": epub, "application/pdf": pdf}
    assert [each.get("length") for each in text.findall(f"{ATOM}link") if each.get("rel") == ACQUISITION] == [
        "45000",
        None,
    ]
    assert text.findtext("{http://purl.org/dc/terms/}language") == "fr"


def test_version_2_says_the_same(client: Client, shelves: None) -> None:
    for path in ("/en/new/", "/en/all/", "/fr/topics/phishing/"):
        old, new = feed(client, f"/opds{path}"), json.loads(read(client, f"/opds/v2{path}").content)
        assert [each["metadata"]["title"].replace("\x0b", "") for each in new["publications"]] == list(entries(old))
        for book, entry in zip(new["publications"], entries(old).values(), strict=True):
            assert book["metadata"]["identifier"] == entry.findtext(f"{ATOM}id")
            had = {each["type"]: urlsplit(each["href"]).path for each in book["links"] if each["rel"] == ACQUISITION}
            assert had == _files(entry)
    hall = json.loads(read(client, "/opds/v2/en/").content)
    assert [(each["title"], each["properties"]["numberOfItems"]) for each in hall["navigation"]][:2] == [
        ("New and changed", 3),
        ("All texts", 3),
    ]


def test_lists_are_turned_page_by_page(client: Client, shelves: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "A_PAGE", 2)
    monkeypatch.setattr(shelves_of_texts, "A_PAGE", 2)
    first, second = feed(client, "/opds/en/all/"), feed(client, "/opds/en/all/?page=2")
    assert (list(entries(first)), list(entries(second))) == (["A manual", "Phones & <safety>"], ["Threat"])
    assert {rel: to for rel, to, _kind in links(first)}["next"] == "/opds/en/all/?page=2"
    assert {rel: to for rel, to, _kind in links(second)}["previous"] == "/opds/en/all/"
    assert first.findtext(f"{ATOM}id") != second.findtext(f"{ATOM}id")
    assert json.loads(read(client, "/opds/v2/en/all/?page=2").content)["metadata"]["currentPage"] == 2
    assert client.get("/opds/en/all/?page=3").status_code == 404


@pytest.mark.parametrize(
    "rest",
    [
        *("xx/", "sw/", "EN/", "en/topics/nothing/", "sw/all/", "en/all/?page=0", "en/all/?page=2", "en/all/?page=-1"),
        *("en/all/?page=x", "en/all/?page=99999999999", "en/all/?page=٢", "xx/search/?query=a", "xx/search.xml"),
    ],
)
@pytest.mark.parametrize("root", outlets.OPDS)
def test_what_is_not_there_is_said_in_a_sentence(client: Client, shelves: None, root: str, rest: str) -> None:
    answer = client.get(f"{root}/{rest}")
    assert answer.status_code == 404
    assert answer.content.decode() == "There is no such list of texts here."


def test_a_question_is_answered_by_texts_of_the_language_and_kept_nowhere(
    client: Client, shelves: None, settings: Any, tmp_path: Path
) -> None:
    settings.SEARCH_INDEX_PATH = tmp_path / "search.sqlite3"
    engine.current().install()
    indexing.drain()
    described = read(client, "/opds/fr/search.xml").content.decode()
    assert "http://testserver/opds/fr/search/?query={searchTerms}" in described
    answer = read(client, "/opds/fr/search/?query=t%C3%A9l%C3%A9phones")
    assert answer["Cache-Control"] == "no-store"
    assert list(entries(feed(client, "/opds/fr/search/?query=t%C3%A9l%C3%A9phones"))) == ["Téléphones"]
    assert json.loads(read(client, "/opds/v2/en/search/?query=zzzz").content)["publications"] == []


# A question costs what a search costs, whatever it finds.
MOST_QUERIES = 12
MOST_WITHOUT_INDEX = 17


@pytest.mark.parametrize("state", ["up to date", "behind", "none"])
def test_a_question_needs_as_many_queries_for_fifteen_texts_as_for_three(
    client: Client, shelves: None, settings: Any, tmp_path: Path, state: str
) -> None:
    settings.SEARCH_INDEX_PATH = tmp_path / "search.sqlite3"
    few, found = _asked(client, state, range(3))
    many, more = _asked(client, state, range(3, 15))
    assert many <= few
    assert many <= (MOST_WITHOUT_INDEX if state == "none" else MOST_QUERIES)
    assert (found, more) == {"up to date": (3, 15), "behind": (3, 3), "none": (6, 18)}[state]


def _asked(client: Client, state: str, numbers: range) -> tuple[int, int]:
    """The queries of a question after some more texts were published, and how many texts it finds."""
    with outbox.paused():
        for number in numbers:
            library.published(slug=f"kayak-{number}", title=f"Kayak {number}")
    if state == "up to date" or (state == "behind" and 0 in numbers):
        engine.current().install()
        indexing.drain()
    counted = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            answer = read(client, "/opds/v2/en/search/?query=kayak")
        counted.append(len(queries))
    return min(counted), len(json.loads(answer.content)["publications"])
