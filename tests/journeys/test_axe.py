"""WCAG 2.2 AA by axe on every kind of page, in three languages, on a phone and on a desktop in the dark."""

from __future__ import annotations

import pytest

from tests.journeys.axe import violations
from tests.journeys.conftest import WIDTHS, Visit
from tests.journeys.walks import asking_pages, help_pages

pytestmark = pytest.mark.browser

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


@pytest.fixture(scope="module", params=[("phone", "light"), ("desktop", "dark")], ids=["360-light", "1280-dark"])
def look(request, chromium, demo):
    """A window of one width and colour scheme."""
    width, scheme = request.param
    context = chromium.new_context(viewport=WIDTHS[width], color_scheme=scheme)
    yield Visit(context, demo)
    context.close()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(look, language):
    found = {}
    for kind, path in KINDS.items():
        page = look.go(f"/{language}/{path}")
        too_wide = wide(page)
        page.evaluate(UNFOLD, MENU if kind == WITH_MENU else f"details:not({MENU})")
        if faults := [*violations(page), *(["scrolls sideways"] if too_wide else [])]:
            found[kind] = faults
    assert found == {}


def wide(page):
    """Whether a page scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("walk", [help_pages, asking_pages])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_pages_behind_forms_are_as_good(look, language, walk):
    found = {}
    for kind in walk(look, language):
        # The open menu of languages would lie over the page.
        look.page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        if faults := [*violations(look.page), *(["scrolls sideways"] if wide(look.page) else [])]:
            found[kind] = faults
    assert found == {}


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_the_menu_of_languages_opens_within_the_page(look, language):
    page = look.go(f"/{language}/help/")
    page.locator(".langs summary").click()
    assert not wide(page)
    inside = "box => { const r = box.getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth }"
    assert page.locator(".langs ul").evaluate(inside)
