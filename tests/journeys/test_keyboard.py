"""The whole of a page by the Tab key: every stop is seen, has a ring, and none lies under the bar."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import WIDTHS, Demo, Visit

pytestmark = pytest.mark.browser

PAGES = ("", "resources/strong-passwords/make-a-strong-password/", "search/?q=signal", "who-fits/")
MANY = 400
STOP = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  const box = stop.getBoundingClientRect(), wrap = document.querySelector('.bar-wrap');
  const bar = wrap.getBoundingClientRect(), apart = box.top >= bar.bottom - 1 || box.bottom <= bar.top + 1;
  return {
    name: stop.outerHTML.slice(0, 90),
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 1,
    free: apart || wrap.contains(stop),
    ring: getComputedStyle(stop).outlineStyle !== 'none',
  };
}"""


def stops(page: Page) -> list[dict[str, object]]:
    """Every place where Tab stops, until it leaves the page."""
    found = []
    for _ in range(MANY):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        found.append(stop)
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_stop_is_seen_and_ringed(chromium: Browser, demo: Demo, language: str) -> None:
    context = chromium.new_context(viewport=WIDTHS["phone"], reduced_motion="reduce")
    visit = Visit(context, demo)
    for path in PAGES:
        found = stops(visit.go(f"/{language}/{path}"))
        assert 10 < len(found) < MANY, path
        assert [stop["name"] for stop in found if not (stop["seen"] and stop["free"] and stop["ring"])] == [], path
    context.close()


def test_the_first_stops_are_skip_mark_and_exit(chromium: Browser, demo: Demo) -> None:
    context = chromium.new_context(viewport=WIDTHS["phone"])
    first = [str(stop["name"]) for stop in stops(Visit(context, demo).go("/en/"))[:3]]
    assert ["skip" in first[0], "brand" in first[1], "exit" in first[2]] == [True, True, True]
    context.close()
