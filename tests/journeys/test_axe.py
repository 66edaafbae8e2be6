"""WCAG 2.2 AA by axe on every kind of page, in three languages, on a phone and on a desktop in the dark."""

from __future__ import annotations

import pytest

from tests.journeys.axe import violations
from tests.journeys.conftest import WIDTHS, Visit

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
    "profile": "trainers/marta-ixchel-tum/",
    "organisation": "organisations/casa-ceiba/",
    "desk": "desks/desk-mesoamerica/",
    "who fits": "who-fits/",
    "standing text": "privacy/",
    "not translated": "resources/stress-that-lasts/",
    "not there": "no-such-page/",
}


@pytest.fixture(scope="module", params=[("phone", "light"), ("desktop", "dark")], ids=["360-light", "1280-dark"])
def look(request, chromium, demo):
    """A window of one width and colour scheme."""
    width, scheme = request.param
    context = chromium.new_context(viewport=WIDTHS[width], color_scheme=scheme)
    yield Visit(context, demo)
    context.close()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing(look, language):
    found = {}
    for kind, path in KINDS.items():
        page = look.go(f"/{language}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        if faults := violations(page):
            found[kind] = faults
    assert found == {}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_scrolls_sideways(look, language):
    wide = []
    for kind, path in KINDS.items():
        page = look.go(f"/{language}/{path}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(kind)
    assert wide == []
