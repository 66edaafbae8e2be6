"""What cannot be made stops nothing else, is tried less and less, and is said plainly."""

from __future__ import annotations

import datetime as dt
import errno
import os
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hub import retries
from hub.health import NotWell
from hub.printing import CannotPrint
from hub.retries import FREE
from resources.downloads import epub, making
from resources.models import Download
from tests.factories.resources import changed, published
from tests.resources.downloads.test_making import EPUB, PDF, files, on_paper, taken

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.HUB_DATA_DIR = tmp_path
    monkeypatch.setattr(making, "soon", lambda: None)


def test_a_full_disk_leaves_nothing_half_written_and_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = published()

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        assert client.get(EPUB).status_code == 503
        assert not files()
        with pytest.raises(NotWell, match="No space left"):
            making.state()
    assert Download.objects.get(page=page.pk, format="epub").wanted
    making.tick(timezone.now())
    assert taken(client, EPUB).startswith(b"PK")
    assert "1 files, 0 waiting" in making.state()


def test_one_that_cannot_be_made_stops_no_other_and_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(book: Any) -> bytes:
        if book.title == "A guide":
            raise CannotPrint("no Pango here")
        return b"%PDF-"

    monkeypatch.setattr(making, "MAKERS", {"epub": epub.packed, "pdf": broken})
    page, _other = published(), published(slug="other")
    client.get(PDF)
    assert on_paper(client, "/en/downloads/other.pdf") == b"%PDF-"
    answer = client.get(PDF)
    assert answer.status_code == 503
    assert "could not be made" in answer.content.decode()
    assert "no Pango here" not in answer.content.decode()
    changed(page)
    assert Download.objects.get(page=page.pk, format="pdf").wanted


def test_an_ebook_that_cannot_be_made_is_not_tried_at_every_request(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def broken(book: Any) -> bytes:
        tried.append(book.title)
        raise ValueError("a fault of ours")

    monkeypatch.setattr(making, "MAKERS", {"epub": broken})
    page = published()
    answers = [client.get(EPUB) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {503}
    assert all("could not be made" in answer.content.decode() for answer in answers)
    assert len(tried) == 1
    changed(page)
    client.get(EPUB)
    assert len(tried) == 2


def test_one_that_always_fails_for_want_of_something_is_not_tried_at_each_turn(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def broken(book: Any) -> bytes:
        tried.append(book.title)
        if book.title == "A guide":
            raise FileNotFoundError("its picture is gone")
        return b"%PDF-"

    monkeypatch.setattr(making, "MAKERS", {"epub": epub.packed, "pdf": broken})
    page, other = published(), published(slug="other")
    client.get(PDF)
    for _ in range(10):
        making.tick(timezone.now())
    assert tried.count("A guide") == FREE
    making.ask(other.pk, "pdf")
    making.tick(timezone.now())
    assert taken(client, "/en/downloads/other.pdf") == b"%PDF-"
    answer = client.get(PDF)
    assert answer.status_code == 503
    assert "could not be made" in answer.content.decode()
    with pytest.raises(NotWell, match=rf"{page.pk}.pdf \(CannotMake, 3 times\)"):
        retries.state()
    making.tick(timezone.now() + dt.timedelta(days=1))
    assert tried.count("A guide") == FREE + 1
    changed(page)
    client.get(PDF)
    making.tick(timezone.now())
    assert tried.count("A guide") == FREE + 2


def test_a_book_whose_making_ends_the_process_is_given_up_and_others_are_made(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the kernel ends it for want of memory: nothing can be caught, only what was noted before counts."""

    class Killed(BaseException):
        pass

    def deadly(book: Any) -> bytes:
        if book.title == "A guide":
            raise Killed
        return b"%PDF-"

    monkeypatch.setattr(making, "MAKERS", {"epub": epub.packed, "pdf": deadly})
    published(), published(slug="other")
    for address in (PDF, "/en/downloads/other.pdf"):
        assert client.get(address).status_code == 503
    for _ in range(FREE):
        with pytest.raises(Killed):
            making.tick(timezone.now())
    making.tick(timezone.now())
    assert taken(client, "/en/downloads/other.pdf") == b"%PDF-"
    assert "could not be made" in client.get(PDF).content.decode()
