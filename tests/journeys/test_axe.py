"""WCAG 2.2 AA by axe on every kind of page, in three languages, on a phone and on a desktop in the dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.axe import violations
from tests.journeys.conftest import WIDTHS, Visit
from tests.journeys.demos import Demo
from tests.journeys.walks import asking_pages, help_pages

pytestmark = pytest.mark.browser
Walk = Callable[[Visit, str], Iterator[str]]

KINDS = {
    "home": "",
    "library": "resources/",
    "manual": "resources/strong-passwords/",
    "chapter": "resources/strong-passwords/make-a-strong-password/",
    "guide, behind": "resources/phone-taken-by-police/",
    "checklist": "resources/before-travel/",
    "tool, overdue": "resources/signal/",
    "term": "resources/phishing/",
    "news": "news/",
    "search": "search/?q=signal",
    "search, nothing": "search/?q=xyzzyx",
    "browse": "search/?topic=phishing",
    "directory": "trainers/",
    "directory, filtered": "trainers/?language=es&topic=digital-security",
    "directory, by words and place": "trainers/?q=ceiba&country=GT&available=four-weeks",
    "coverage": "trainers/coverage/?language=es",
    "profile": "trainers/marta-ixchel-tum/",
    "organisation": "organisations/casa-ceiba/",
    "desk": "desks/desk-mesoamerica/",
    "who fits": "who-fits/",
    "help now": "help/",
    "asking": "request/",
    "back to a case": "case/",
    "back to a case, just sent": "case/kept/",
    "case closed": "case/closed/",
    "standing text": "privacy/",
    "not translated": "resources/stress-that-lasts/",
    "not there": "no-such-page/",
}


# The menu of languages lies over what is below it: looked at open on one page, where it covers nothing to press.
MENU, WITH_MENU = "details.langs", "standing text"
UNFOLD = "which => document.querySelectorAll(which).forEach(each => { each.open = true })"


LOOKS = {"360, light": ("phone", "light"), "1280, dark": ("desktop", "dark")}


@pytest.fixture
def visit(chromium: Browser, demo: Demo) -> Iterator[Visit]:
    """A window of somebody who only looks."""
    context = chromium.new_context(viewport=WIDTHS["phone"])
    yield Visit(context, demo)
    context.close()


def faults(page: Page) -> list[str]:
    """What axe finds and whether the page scrolls sideways, on a phone by day and on a desktop by night.

    Shown once and looked at twice: no page of ours is another one on another device.
    """
    found = []
    for look, (width, scheme) in LOOKS.items():
        page.set_viewport_size(WIDTHS[width])
        page.emulate_media(color_scheme=scheme)
        # Scrolled half way, the bar that stays on top covers a part of whatever lies under it just then.
        page.evaluate("scrollTo(0, 0)")
        found += [f"{look}: {fault}" for fault in violations(page)]
        if wide(page):
            found.append(f"{look}: scrolls sideways")
    return found


def wide(page: Page) -> bool:
    """Whether a page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit: Visit, language: str, part: int) -> None:
    found = {}
    for kind, path in list(KINDS.items())[part::2]:
        page = visit.go(f"/{language}/{path}")
        page.evaluate(UNFOLD, MENU if kind == WITH_MENU else f"details:not({MENU})")
        if wrong := faults(page):
            found[kind] = wrong
    assert found == {}


@pytest.mark.parametrize("walk", [help_pages, asking_pages])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_pages_behind_forms_are_as_good(visit: Visit, language: str, walk: Walk) -> None:
    found = {}
    for kind in walk(visit, language):
        # The open menu of languages would lie over the page.
        visit.page.evaluate(UNFOLD, "main details")
        if wrong := faults(visit.page):
            found[kind] = wrong
    assert found == {}


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_the_menu_of_languages_opens_within_the_page(visit: Visit, language: str) -> None:
    inside = "box => { const r = box.getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth }"
    page = visit.go(f"/{language}/help/")
    page.locator(".langs summary").click()
    for width, _scheme in LOOKS.values():
        page.set_viewport_size(WIDTHS[width])
        assert page.locator(".langs ul").is_visible()
        assert not wide(page)
        assert page.locator(".langs ul").evaluate(inside)
