"""What is not there, not yet there or cannot be made is one plain page in the reader's language, never half a file."""

from __future__ import annotations

import datetime as dt
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from resources.downloads import epub, making, packing, shelf
from resources.models import Download, OfflinePack
from tests.factories.resources import published
from tests.resources.downloads.test_making import taken

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
BEING_MADE, FAILED = "This file is being made", "This file could not be made"
NOTHING, NO_LIST = "This page is not here", "There is no such list of texts here."


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.HUB_DATA_DIR = tmp_path
    monkeypatch.setattr(making, "MAKERS", {"epub": epub.packed, "pdf": broken_where_it_says})
    monkeypatch.setattr(making, "soon", lambda: None)


def broken_where_it_says(book: Any) -> bytes:
    if book.title == "Broken":
        raise ValueError("a fault of ours")
    return b"%PDF-"


@contextmanager
def little_room(most: int) -> Iterator[None]:
    """A disk on which no file grows beyond so many bytes: the rest of a write fails, its beginning is there."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def said(answer: Any, status: int, sentence: str, code: str) -> None:
    html = answer.content.decode()
    with override(code):
        assert gettext(sentence) in html, html[:2000]
    assert answer.status_code == status
    assert (sentence in html) is (code == "en")
    assert "Traceback" not in html
    assert "a fault of ours" not in html


@pytest.mark.parametrize("code", ["en", "fr", "ar"])
def test_a_book_or_a_set_on_its_way_or_failed(client: Client, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    published(language=code, slug="one", title="One")
    published(language=code, slug="broken", title="Broken")
    for address in ("downloads/one.pdf", "downloads/broken.pdf", "offline/library.zip"):
        answer = client.get(f"/{code}/{address}")
        said(answer, 503, BEING_MADE, code)
        assert answer["Retry-After"]
    monkeypatch.setattr(packing, "pack", lambda *_: broken_where_it_says(OfflinePack(language="en")) and None)
    making.tick(timezone.now())
    assert taken(client, f"/{code}/downloads/one.pdf") == b"%PDF-"
    for address in ("downloads/broken.pdf", "offline/library.zip"):
        said(client.get(f"/{code}/{address}"), 503, FAILED, code)


@pytest.mark.parametrize("code", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    "address",
    [
        *("feeds/nothing.atom", "feeds/chapter.atom", "feeds/all.rss", "downloads/nothing.epub", "downloads/one.mobi"),
        *(
            "offline/library-nothing.zip",
            "offline/texts/nothing.json",
            "wrong/resources/nothing/",
            "resources/nothing/",
        ),
    ],
)
def test_what_there_is_not(client: Client, code: str, address: str) -> None:
    published(language=code, slug="one")
    said(client.get(f"/{code}/{address}"), 404, NOTHING, code)
    said(client.get(f"/text/{code}/{address}"), 404, NOTHING, code)


@pytest.mark.parametrize("address", ["/xx/feeds/all.atom", "/xx/downloads/one.epub", "/r/nothing/"])
def test_what_there_is_not_in_no_language(client: Client, address: str) -> None:
    published(slug="one")
    said(client.get(address), 404, NOTHING, "en")


@pytest.mark.parametrize("root", ["/opds/", "/opds/v2/"])
def test_a_list_that_a_catalogue_has_not(client: Client, root: str) -> None:
    published(language="fr", slug="un")
    for rest in ("fr/topics/nothing/", "fr/all/?page=2", "fr/all/?page=0", "ar/", "ar/all/"):
        said(client.get(root + rest), 404, NO_LIST, rest[:2])
    said(client.get(f"{root}xx/"), 404, NO_LIST, "en")


@pytest.mark.parametrize("address", ["/fr/downloads/one.epub", "/fr/offline/library.zip"])
def test_a_disk_that_takes_half_a_file_hands_out_none(client: Client, address: str) -> None:
    published(language="fr", slug="one")
    with little_room(1_500):
        said(client.get(address), 503, BEING_MADE, "fr")
        for _ in range(3):
            making.tick(timezone.now())
        assert not list(shelf.folder().iterdir())
        said(client.get(address), 503, FAILED, "fr")
    assert not Download.objects.exclude(digest="").exists()
    assert not OfflinePack.objects.exclude(digest="").exists()
    packing.note_published("fr")
    Download.objects.update(wanted=1)
    making.tick(timezone.now() + dt.timedelta(days=1))
    assert taken(client, address).startswith(b"PK")
