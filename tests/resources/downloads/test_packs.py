"""Sets of texts on a stick: plain pages that lead to one another, with sums that a signature covers."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import io
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hub import minisign
from hub.retries import FREE
from resources.downloads import epub, making, packing, packs
from resources.downloads.packing import Set
from resources.downloads.packs import Entry, Pack, Words
from resources.models import OfflinePack, Wanted
from tests.factories.resources import changed, manual, published
from tests.resources.downloads.test_books import BOOK
from vocabulary.models import Concept

WORDS = Words("en", "ltr", "As published on 1 May 2026:", "SHA256SUMS lists …", "Contents", "Back to", "Next:")
LINKS = '<p><a href="https://hub.example/r/phones/first/">p</a> <a href="https://hub.example/r/gone/">g</a></p>'
OTHER = replace(BOOK, title="Other", parts=(replace(BOOK.parts[1], html=LINKS),))
PACK = Pack(
    name="library-en",
    title="Library",
    tag="en",
    dir="ltr",
    site="https://hub.example",
    entries=(Entry("phones", "Manuals", BOOK), Entry("other", "Guides", OTHER)),
    words=WORDS,
)


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def unsigned(_sums: bytes) -> str:
    return "signed"


def test_the_same_texts_give_the_same_bytes() -> None:
    assert packs.packed(PACK, unsigned) == packs.packed(replace(PACK), unsigned)


def test_every_link_within_leads_to_a_page_and_others_to_the_site() -> None:
    files = unpacked(packs.packed(PACK, unsigned))
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    assert "texts/phones/002.html" in pages
    for name, html in pages.items():
        for link in re.findall(r'(?:href|src)="([^"#]+)', html):
            if not link.startswith("https://"):
                assert str(resolved(name, link)) in files, (name, link)
    assert 'href="../phones/index.html">p<' in pages["texts/other/index.html"]
    assert 'href="https://hub.example/r/gone/">g<' in pages["texts/other/index.html"]


def resolved(page: str, link: str) -> PurePosixPath:
    parts: list[str] = []
    for part in (PurePosixPath(page).parent / link).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return PurePosixPath(*parts)


def test_the_first_page_leads_to_each_kind() -> None:
    html = unpacked(packs.packed(PACK, unsigned))["index.html"].decode()
    for target, label in re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', html):
        assert re.search(rf'<h2 id="{target}"[^>]*>{label}</h2>', html)
    assert html.count('href="#kind-') == 2


@pytest.mark.parametrize("sheet", [packs.STYLE, epub.STYLE], ids=["pack", "book"])
def test_no_address_in_a_text_makes_a_page_wider_than_its_screen(sheet: str) -> None:
    said = re.search(r"^body \{(.*)\}$", sheet, re.MULTILINE)
    assert said
    assert "overflow-wrap: anywhere" in said[1]


def test_no_page_loads_or_sends_anything() -> None:
    for name, content in unpacked(packs.packed(PACK, unsigned)).items():
        if name.endswith(".html"):
            html = content.decode()
            assert "default-src 'none'" in html
            assert not re.search(r"<(script|form|iframe|input)\b", html)


def test_the_sums_are_those_of_all_files() -> None:
    files = unpacked(packs.packed(PACK, unsigned))
    listed = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    expected = {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if "SHA256SUMS" not in name
    }
    assert listed == expected


@pytest.mark.any_database
@pytest.mark.django_db
class TestTakingPacks:
    """Packs as readers ask for them."""

    @pytest.fixture(autouse=True)
    def own_folder(self, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        settings.HUB_DATA_DIR = tmp_path
        monkeypatch.setattr(making, "MAKERS", {"epub": epub.packed, "pdf": epub.packed})
        monkeypatch.setattr(making, "soon", lambda: None)

    def taken(self, client: Client, address: str = "/en/offline/library.zip") -> dict[str, bytes]:
        answer = client.get(address)
        if answer.status_code == 503:
            packing.make_wanted(timezone.now())
            answer = client.get(address)
        assert answer.status_code == 200
        return unpacked(b"".join(answer.streaming_content))  # type: ignore[attr-defined]

    def test_it_holds_the_texts_of_its_language_and_no_draft(self, client: Client) -> None:
        manual("One", slug="book")
        published(slug="shown")
        published(slug="hidden").unpublish()
        published(slug="elsewhere", language="fr")
        names = set(self.taken(client))
        assert {"texts/book/001.html", "texts/shown/index.html", "SHA256SUMS.minisig"} <= names
        assert not [name for name in names if "hidden" in name or "elsewhere" in name]

    def test_its_name_keeps_its_order_in_every_direction(self, client: Client, settings: Any) -> None:
        settings.WAGTAIL_SITE_NAME = "Latin name"
        published(slug="shown", language="ar")
        html = self.taken(client, "/ar/offline/library.zip")["index.html"].decode()
        assert "<h1>\u2068Latin name\u2069 – \u2068العربية\u2069</h1>" in html

    def test_a_topic_has_its_own(self, client: Client) -> None:
        topic = Concept.objects.filter(scheme="topic", status="active").first()
        assert topic is not None
        published(slug="on-it", topics=[topic])
        published(slug="on-something-else")
        names = set(self.taken(client, f"/en/offline/library-{topic.code}.zip"))
        assert "texts/on-it/index.html" in names
        assert "texts/on-something-else/index.html" not in names

    @pytest.mark.parametrize("act", ["correct", "withdraw", "chapter"])
    def test_what_was_is_never_handed_out_for_what_is(self, client: Client, act: str) -> None:
        page, book = published(slug="a-text"), manual("One", slug="book")
        published(slug="another")
        before = self.taken(client)
        if act == "correct":
            changed(page)
        elif act == "withdraw":
            page.unpublish()
        else:
            book.get_children()[0].unpublish()
        assert OfflinePack.objects.get().wanted == Wanted.PUBLISHED
        assert client.get("/en/offline/library.zip").status_code == 503
        after = self.taken(client)
        assert after != before
        assert ("texts/a-text/index.html" in after) is (act != "withdraw")

    def test_a_full_disk_leaves_the_reader_a_plain_word_and_is_tried_again(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        published(slug="a-text")

        def full(*_given: Any) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as disk:
            disk.setattr(os, "fsync", full)
            client.get("/en/offline/library.zip")
            packing.make_wanted(timezone.now())
            row = OfflinePack.objects.get()
            assert (row.digest, "No space left" in row.fault) == ("", True)
            answer = client.get("/en/offline/library.zip")
            assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
        assert "texts/a-text/index.html" in self.taken(client)

    def test_one_that_cannot_be_packed_stops_no_other_and_is_made_once_it_can(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = published(slug="a-text")
        published(slug="un-texte", language="fr")
        own, tried = packing.pack, []

        def broken(wanted: Set, ids: list[int]) -> Pack:
            tried.append(wanted.language)
            if wanted.language == "en":
                raise OSError("a picture is gone")
            return own(wanted, ids)

        with monkeypatch.context() as fault:
            fault.setattr(packing, "pack", broken)
            for language in ("en", "fr"):
                client.get(f"/{language}/offline/library.zip")
            for _ in range(10):
                packing.make_wanted(timezone.now())
            assert (tried.count("en"), tried.count("fr")) == (FREE, 1)
            answer = client.get("/en/offline/library.zip")
            assert answer.status_code == 503
            assert "could not be made" in answer.content.decode()
        changed(page)
        assert packing.make_wanted(timezone.now()) == 1
        assert "texts/a-text/index.html" in self.taken(client)

    def test_without_anybody_asking_it_is_made_anew_once_a_day(self, client: Client) -> None:
        page = published(slug="a-text")
        self.taken(client)
        changed(page)
        assert packing.make_wanted(timezone.now()) == 0
        assert packing.make_wanted(timezone.now() + dt.timedelta(days=1)) == 1

    def test_the_page_says_size_and_day_once_it_was_made(self, client: Client) -> None:
        published(slug="a-text")
        assert "Made when somebody asks for it" in client.get("/en/offline/").content.decode()
        self.taken(client)
        html = client.get("/en/offline/").content.decode()
        assert OfflinePack.objects.get().digest in html
        assert "KB" in html
        assert minisign.public_key(packing.KEY) in html

    def test_where_nothing_is_published_nothing_is_offered(self, client: Client) -> None:
        published(slug="a-text", language="fr")
        assert client.get("/es/offline/library.zip").status_code == 404
        assert client.get("/en/offline/library-no-such.zip").status_code == 404
        assert "library.zip" not in client.get("/es/offline/").content.decode()

    def test_the_tick_keeps_its_file(self, client: Client) -> None:
        published(slug="a-text")
        self.taken(client)
        making.tick(timezone.now())
        assert packing.present(Set("en")) is not None
