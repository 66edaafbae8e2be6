"""Files to take along: made outside of what readers wait for, always the state of today, never half of one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from resources.downloads import epub, making, packing, shelf
from resources.models import Download, ManualPage, OfflinePack, Wanted
from tests.factories.resources import changed, manual, published, translation

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
EPUB = "/en/downloads/a-guide.epub"
PDF = "/en/downloads/a-guide.pdf"


@pytest.fixture(autouse=True)
def no_press(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    """A press that prints at once, nothing beside the request, and a folder of the test's own."""

    def press(book: Any) -> bytes:
        return b"%PDF-" + epub.packed(book)

    settings.HUB_DATA_DIR = tmp_path
    monkeypatch.setattr(making, "MAKERS", {"epub": epub.packed, "pdf": press})
    monkeypatch.setattr(making, "soon", lambda: None)


def on_paper(client: Client, address: str = PDF) -> bytes:
    """The PDF, asked for, made, and asked for again."""
    assert client.get(address).status_code == 503
    making.tick(timezone.now())
    return taken(client, address)


def taken(client: Client, address: str, **headers: str) -> bytes:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def files() -> set[str]:
    return {each.name for each in shelf.folder().iterdir()}


def test_an_ebook_is_there_at_once_and_the_same_from_then_on(client: Client) -> None:
    published()
    first = client.get(EPUB)
    content = b"".join(first.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"PK")
    assert first["Content-Type"] == "application/epub+zip"
    assert first["Content-Disposition"] == 'attachment; filename="a-guide.en.epub"'
    assert first["Content-Length"] == str(len(content))
    assert not first.cookies
    assert taken(client, EPUB) == content
    assert client.get(EPUB, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_book_on_paper_is_made_behind_the_readers_back(client: Client) -> None:
    page = published()
    answer = client.get(PDF)
    assert answer.status_code == 503
    assert 10 <= int(answer["Retry-After"]) <= 60
    assert "This file is being made" in answer.content.decode()
    assert page.url in answer.content.decode()
    assert Download.objects.get(page=page.pk, format="pdf").wanted == Wanted.ASKED
    making.tick(timezone.now())
    assert taken(client, PDF).startswith(b"%PDF-")


def test_what_readers_wait_for_is_made_first() -> None:
    published(slug="first", title="First")
    asked = published(slug="second", title="Second")
    making.ask(asked.pk, "pdf")
    making.make_wanted(0, timezone.now())
    assert Download.objects.filter(page=asked.pk).exclude(digest="").exists()
    assert not Download.objects.exclude(page=asked.pk).exclude(digest="").exists()


def test_a_correction_is_never_answered_with_the_file_of_before(client: Client) -> None:
    page = published()
    before = {EPUB: taken(client, EPUB), PDF: on_paper(client)}
    changed(page)
    assert taken(client, EPUB) != before[EPUB]
    assert client.get(PDF).status_code == 503
    making.tick(timezone.now())
    assert taken(client, PDF) != before[PDF]


@pytest.mark.parametrize("act", ["publish", "unpublish", "move", "rename"])
def test_a_manuals_file_follows_its_chapters(client: Client, act: str) -> None:
    book = manual("One", "Two", slug="a-guide")
    before = taken(client, EPUB)
    one, two = (each.specific for each in book.get_children())
    if act == "publish":
        changed(one)
    elif act == "unpublish":
        one.unpublish()
    elif act == "move":
        two.move(ManualPage.objects.get(pk=book.pk), pos="first-child")
    else:
        one.title = "Uno"
        one.save_revision().publish()
    assert Download.objects.get(page=book.pk, format="epub").wanted == Wanted.PUBLISHED
    assert taken(client, EPUB) != before


def test_each_language_has_its_own_and_no_other_has_none(client: Client) -> None:
    page = published()
    translation(page, "ar", title="دليل")
    assert taken(client, "/ar/downloads/a-guide.epub") != taken(client, EPUB)
    assert client.get("/fr/downloads/a-guide.epub").status_code == 404


def test_what_is_withdrawn_cannot_be_had_and_its_files_go(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = published()
    on_paper(client)
    assert len(files()) == 2
    page.unpublish()
    assert client.get(EPUB).status_code == client.get(PDF).status_code == 404
    making.tick(timezone.now())
    assert len(files()) == 2
    monkeypatch.setattr(shelf.sweep, "__defaults__", (-1,))
    making.tick(timezone.now())
    assert not files()
    assert not Download.objects.exists()


def test_no_file_tells_when_it_was_asked_for(client: Client) -> None:
    published()
    taken(client, EPUB)
    assert {each.stat().st_mtime for each in shelf.folder().iterdir()} == {shelf.UNDATED}


def test_however_many_ask_one_makes_files_and_sets() -> None:
    published()
    packing.want(packing.Set("en"))
    assert making._turn.acquire(blocking=False)
    try:
        assert making.make_wanted(0, timezone.now()) == 0
    finally:
        making._turn.release()
    assert not OfflinePack.objects.exclude(digest="").exists()
    making.make_wanted(0, timezone.now())
    assert OfflinePack.objects.exclude(digest="").exists()


@pytest.mark.parametrize(
    "address", ["/en/downloads/no-such.epub", "/en/downloads/a-guide.mobi", "/en/downloads/a-guide/one.epub"]
)
def test_what_there_is_not_is_not_found(client: Client, address: str) -> None:
    manual("One", slug="a-guide")
    assert client.get(address).status_code == 404


def test_a_text_offers_its_files_with_their_size(client: Client) -> None:
    page = published()
    assert f'href="{EPUB}"' in client.get(page.url).content.decode()
    making.tick(timezone.now())
    html = client.get(page.url).content.decode()
    assert f'href="{PDF}"' in html
    assert not Download.objects.filter(format="pdf").exists()
    assert "KB" in html.split(EPUB)[1][:200]


def test_a_chapter_offers_those_of_its_manual(client: Client) -> None:
    book = manual("One", slug="a-guide")
    assert f'href="{EPUB}"' in client.get(book.get_children()[0].url).content.decode()
