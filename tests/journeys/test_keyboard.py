"""Every page can be used with the keyboard alone: each control is reached, in order, and shows that it is."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import WIDTHS, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "/en/",
    "/fr/resources/strong-passwords/make-a-strong-password/",
    "/ar/trainers/",
    "/en/who-fits/",
    "/ar/search/?q=Signal",
)
MOST_STOPS = 900
# What can be reached: seen on the page, and of a group of radio buttons one.
CONTROLS = """() => {
    document.querySelectorAll('details').forEach(each => { each.open = true });
    const all = document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary');
    const seen = [...all].filter(each => each.getClientRects().length && !each.disabled);
    window.waiting = new Map();
    for (const each of seen) {
        const key = each.type === 'radio' ? each.name : each;
        if (!window.waiting.has(key)) window.waiting.set(key, each);
    }
    return window.waiting.size;
}"""
STOP = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    window.waiting.delete(here.type === 'radio' ? here.name : here);
    const style = getComputedStyle(here);
    return { left: window.waiting.size, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
             text: here.outerHTML.slice(0, 120) };
}"""
LEFT = "() => [...window.waiting.values()].map(each => each.outerHTML.slice(0, 120))"


@pytest.fixture(scope="module")
def window(chromium, demo):
    context = chromium.new_context(viewport=WIDTHS["desktop"])
    yield Visit(context, demo)
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_every_control_is_reached_by_the_tab_key_and_shows_it(window, path):
    page = window.go(path)
    assert page.evaluate(CONTROLS) > 10
    without_ring = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        if not stop["ring"]:
            without_ring.append(stop["text"])
        if stop["left"] == 0:
            break
    assert page.evaluate(LEFT) == []
    assert without_ring == []


def test_the_first_stop_leads_past_the_menus_to_the_text(window):
    page = window.go("/en/resources/strong-passwords/make-a-strong-password/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
