"""The developers' gallery and every page template with its example, looked at by axe."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from hub import gallery
from tests.journeys.axe import violations
from tests.journeys.conftest import WIDTHS, Visit
from tests.journeys.demos import Demo

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_in_the_gallery(chromium: Browser, demo: Demo, language: str) -> None:
    context = chromium.new_context(viewport=WIDTHS["phone"])
    visit, found = Visit(context, demo), {}
    for page in ("", *(example.name for example in gallery.pages())):
        drawn = visit.go(f"/-/components/?{urlencode({'language': language, 'page': page})}")
        if faults := violations(drawn):
            found[page or "components"] = faults
        assert drawn.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"]["width"], page
    assert found == {}
    assert visit.complaints == []
    context.close()


def test_menu_closes_on_escape_and_elsewhere(chromium: Browser, demo: Demo) -> None:
    context = chromium.new_context(viewport=WIDTHS["phone"])
    page = Visit(context, demo).go("/en/")
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.mouse.click(20, 600)):
        page.click(".langs summary")
        assert page.locator(".langs").evaluate("menu => menu.open")
        close()
        assert not page.locator(".langs").evaluate("menu => menu.open")
    context.close()


def test_leaving_takes_the_page_out_of_the_history(chromium: Browser, demo: Demo) -> None:
    context = chromium.new_context()
    page = Visit(context, demo).go("/en/")
    page.goto(demo.url + "/en/news/")
    page.route("**/-/leave/", lambda route: route.fulfill(body="elsewhere", content_type="text/plain"))
    page.click(".exit")
    page.wait_for_url("**/-/leave/")
    assert page.evaluate("history.length") == 3
    context.close()
