"""Readers' journeys in a real browser: without JavaScript on a phone, with it on a desktop."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import follow

pytestmark = pytest.mark.browser

CHAPTER = "resources/strong-passwords/make-a-strong-password/"


def search(visit, words: str) -> None:
    """Type into the search box that is on the page and press its button."""
    box = visit.page.locator("form[role=search] input[name=q]").first
    box.fill(words)
    follow(visit.page.locator("form[role=search] button").first)


def change_language(visit, tag: str) -> None:
    """Open the language list and choose."""
    visit.page.locator(".langs summary").click()
    follow(visit.page.locator(f'.langs a[hreflang="{tag}"]'))


def test_a_defender_finds_a_chapter_at_its_heading_and_reads_on_in_french(reader):
    page = reader.go("/ar/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    search(reader, "كلمة مرور قوية")
    first = page.locator("ol.rows h2 a").first
    expect(first).to_be_visible()
    follow(first)
    address, _, anchor = reader.path().partition("#")
    assert address == f"/ar/{CHAPTER}"
    heading = page.locator(f'[id="{unquote(anchor)}"]')
    expect(heading).to_be_in_viewport()
    assert "كلمة" in heading.inner_text()
    follow(page.locator('a[rel="next"]'))
    third = reader.path()
    assert third.startswith("/ar/resources/strong-passwords/")
    assert third != address
    change_language(reader, "fr")
    assert reader.path() == third.replace("/ar/", "/fr/")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_what_is_not_translated_is_said_plainly(reader):
    page = reader.go("/fr/resources/stress-that-lasts/")
    change_language(reader, "ar")
    assert page.locator('main a[hreflang="en"]').get_attribute("href") == "/en/resources/stress-that-lasts/"
    assert page.locator("h1").is_visible()
    follow(page.locator('main a[hreflang="es"]'))
    assert reader.path() == "/es/resources/stress-that-lasts/"


def test_each_notice_can_be_seen(reader):
    page = reader.go("/ar/resources/phone-taken-by-police/")
    expect(page.locator(".note-old").first).to_contain_text("مرتين")
    page = reader.go("/en/resources/signal/")
    expect(page.locator(".note-old").first).to_contain_text("overdue for review")


def test_facets_narrow_down_without_script_and_every_state_has_an_address(reader):
    page = reader.go("/en/search/?q=password")
    before = page.locator("ol.rows > li").count()
    if page.locator(".only-narrow[href='#filters']").is_visible():
        page.locator(".only-narrow[href='#filters']").click()
    page.locator('#filters input[name="kind"][value="checklist"]').check()
    follow(page.locator("#filters button.go"))
    assert "kind=checklist" in reader.path()
    assert 0 < page.locator("ol.rows > li").count() < before
    follow(page.locator(".picked a").first)
    assert "kind=checklist" not in reader.path()


def test_the_language_switch_keeps_page_query_and_filters(reader):
    reader.go("/en/search/?q=signal&kind=tool")
    change_language(reader, "es")
    assert reader.path() == "/es/search/?q=signal&kind=tool"
    reader.go("/en/trainers/?language=es")
    change_language(reader, "ar")
    assert reader.path() == "/ar/trainers/?language=es"


def test_an_organisation_filters_the_directory_and_reads_a_profile(reader):
    page = reader.go("/es/trainers/")
    everybody = page.locator("ul.rows > li, ol.rows > li").count()
    assert everybody == 20
    page.locator('#filters input[name="language"][value="ar"]').check()
    follow(page.locator("#filters button.go"))
    assert "language=ar" in reader.path()
    follow(page.locator(".rows h2 a").first)
    assert reader.path().startswith("/es/trainers/")
    assert page.locator("h1").inner_text()


def test_who_fits_us_gives_reasons_and_concerns_and_keeps_every_answer_on_an_error(reader):
    page = reader.go("/en/who-fits/")
    page.locator('input[name="country"]').fill("Guatemala")
    follow(page.locator("form button.go").last)
    expect(page.locator("[role=alert], .note-stop").first).to_be_visible()
    assert page.locator('input[name="country"]').input_value() == "Guatemala"
    page.locator('input[name="language"]').fill("Spanish")
    page.locator('input[name="topics"][value="digital-security"]').check()
    page.locator('input[name="format"][value="online"]').check()
    page.locator('input[name="participants"]').fill("12")
    page.locator('input[name="risk"][value="medium"]').check()
    page.locator('input[name="when"][value="planned"]').check()
    page.locator('input[name="length"][value="days"]').check()
    follow(page.locator("form button.go").last)
    expect(page.locator(".why").first).to_be_visible()
    assert page.title() == "Protection Hub"
    assert page.locator(".why li").count() >= 3
    assert "Guatemala" not in page.url


def test_leaving_the_page_is_one_link(reader):
    page = reader.go("/ar/")
    link = page.locator("a.exit")
    expect(link).to_be_visible()
    answer = reader.context.request.get(reader.demo.url + link.get_attribute("href"), max_redirects=0)
    assert answer.status == 303
    assert "clear-site-data" in answer.headers
    assert reader.demo.url not in answer.headers["location"]
