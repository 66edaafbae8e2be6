"""Texts taken along: a file from a text's page, and a set of texts opened from a disk with the network cut."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def taken(visit, path: str) -> bytes:
    """A file, asked for again as the page says while it is being made."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        answer = visit.context.request.get(visit.demo.url + path)
        if answer.status == 200:
            return answer.body()
        assert answer.status == 503
        assert int(answer.headers["retry-after"]) > 0
        time.sleep(2)
    pytest.fail(f"{path} was not made: {visit.demo.said()}")


def test_a_manual_is_taken_along_as_a_book_from_its_page(reader):
    page = reader.go("/ar/resources/strong-passwords/")
    link = page.locator('a[href$="/downloads/strong-passwords.epub"]')
    expect(link).to_be_visible()
    with zipfile.ZipFile(io.BytesIO(taken(reader, link.get_attribute("href")))) as book:
        assert book.namelist()[0] == "mimetype"
        assert 'page-progression-direction="rtl"' in book.read("book/package.opf").decode()


def test_a_set_of_texts_is_read_from_a_stick_without_a_network(reader, chromium, tmp_path: Path):
    page = reader.go("/ar/offline/")
    link = page.locator("main ul.rows a").first
    expect(link).to_be_visible()
    with zipfile.ZipFile(io.BytesIO(taken(reader, link.get_attribute("href")))) as archive:
        archive.extractall(tmp_path)
    page.reload()
    expect(page.locator("main details code").first).to_have_count(1)

    context = chromium.new_context(java_script_enabled=False, offline=True, viewport={"width": 360, "height": 740})
    stick, wrong = context.new_page(), []
    stick.on("console", lambda message: wrong.append(message.text))
    stick.on("requestfailed", lambda request: wrong.append(request.url))
    stick.on("request", lambda request: request.url.startswith("file:") or wrong.append(request.url))
    stick.goto((tmp_path / "library-ar" / "index.html").as_uri())
    assert stick.locator("html").get_attribute("dir") == "rtl"
    stick.locator('a[href="texts/strong-passwords/index.html"]').click()
    stick.locator("ol a").first.click()
    expect(stick.locator("h1")).to_be_visible()
    stick.locator("nav.onward a").click()
    stick.locator("nav a").first.click()
    assert stick.url.endswith("/texts/strong-passwords/index.html")
    assert wrong == []
    context.close()
