"""A text saved on a device: nothing before the press, read with the network cut, wiped without a trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import WIDTHS, Demo

pytestmark = pytest.mark.browser
BOOK = "/ar/resources/strong-passwords/"
LIST = "/ar/offline/texts/strong-passwords.json"
# Everything that a site can leave in a browser, as the page itself finds it.
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    kept.push(...(await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname));
  }
  const workers = (await navigator.serviceWorker.getRegistrations()).map((each) => each.scope);
  const rest = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await indexedDB.databases()];
  return { kept: kept.sort(), names: await caches.keys(), workers: workers.length, rest: rest.length };
}"""
NOTHING = {"kept": [], "names": [], "workers": 0, "rest": 0}
PUT = """async ([name, list, text]) => {
  await (await caches.open(name)).put(list, new Response(JSON.stringify(text)));
}"""


class Device:
    """A phone with one window on the demo."""

    def __init__(self, chromium: Browser, demo: Demo, **more: Any) -> None:
        """Nothing opened yet."""
        self.context = chromium.new_context(viewport=WIDTHS["phone"], **more)
        self.page: Page = self.context.new_page()
        self.demo = demo

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        self.page.goto(self.demo.url + path)
        return self.page

    def kept(self) -> dict[str, Any]:
        """What the site has left in the browser."""
        found: dict[str, Any] = self.page.evaluate(KEPT)
        return found

    def forgets(self) -> None:
        """A worker goes once the browser is done with it, which may take a moment."""
        nothing = json.dumps(NOTHING, separators=(",", ":"))
        self.page.wait_for_function(f"async () => JSON.stringify(await ({KEPT})()) === '{nothing}'")

    def save(self, path: str) -> None:
        """Open a text and press the button."""
        page = self.go(path)
        page.locator(".save [data-act=save]:visible").click()
        expect(page.locator(".save [data-act=remove]")).to_be_visible()


@pytest.fixture
def device(chromium: Browser, demo: Demo) -> Iterator[Device]:
    """A fresh phone that never gets a cookie."""
    phone = Device(chromium, demo)
    yield phone
    assert phone.context.cookies() == []
    phone.context.close()


def test_a_manual_is_saved_by_a_press_read_without_a_network_and_wiped(device: Device) -> None:
    for path in (BOOK, "/ar/offline/", "/ar/search/?q=hatif", "/ar/nothing-here/", BOOK):
        device.go(path)
        device.page.wait_for_load_state("networkidle")
        assert device.kept() == NOTHING, path
    device.save(BOOK)
    wanted = device.context.request.get(device.demo.url + LIST).json()
    found = device.kept()
    assert found["kept"] == sorted([LIST, *wanted["pages"], *wanted["parts"]])
    assert (found["workers"], found["rest"]) == (1, 0)

    device.context.set_offline(True)
    page = device.go(BOOK)
    expect(page.locator(".save [data-state=away]")).to_be_visible()
    page.locator("main .go", has_not=page.locator("button")).first.click()
    expect(page.locator("h1")).to_be_visible()
    first = page.url
    page.locator('a[rel="next"]').first.click()
    page.wait_for_url(lambda url: url != first)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")
    page.goto(f"{device.demo.url}/ar/search/?q=hatif")
    expect(page.locator("[data-saved] [data-rows] a")).to_have_attribute("href", BOOK)
    assert page.locator("h1").inner_text() != ""
    page.goto(f"{device.demo.url}/fr/trainers/")
    expect(page.locator("[data-saved] [data-rows] a")).to_have_attribute("href", BOOK)

    device.context.set_offline(False)
    device.save("/en/resources/crossing-a-border/")
    page = device.go("/ar/offline/")
    expect(page.locator("[data-rows] > li")).to_have_count(2)
    page.locator("[data-rows] [data-act=remove]").first.click()
    expect(page.locator("[data-rows] > li")).to_have_count(1)
    assert (len(device.kept()["names"]), device.kept()["workers"]) == (1, 1)
    page.locator("[data-act=all]").click()
    expect(page.locator("[data-saved] [data-state=removed]")).to_be_visible()
    device.forgets()
    device.go(BOOK)
    assert device.kept() == NOTHING


def test_leaving_takes_along_what_was_saved_with_a_network_and_without(device: Device) -> None:
    device.save("/en/resources/crossing-a-border/")
    # Another window sees what is left while there is still no network: Chromium leaves again once there is one.
    beside = device.context.new_page()
    beside.goto(f"{device.demo.url}/en/")
    device.context.set_offline(True)
    leave(device)
    beside.wait_for_function("async () => (await caches.keys()).length === 0", timeout=10_000)
    device.context.set_offline(False)
    device.go("/en/")
    device.forgets()
    device.save("/en/resources/crossing-a-border/")
    leave(device)
    device.go("/en/")
    device.forgets()
    # Without a worker it is the answer's header alone that clears.
    device.page.evaluate(PUT, ["left#1", "/left", {}])
    leave(device)
    device.go("/en/")
    assert device.kept() == NOTHING


def leave(device: Device) -> None:
    """Press the way out; where it leads is not there in a test."""
    device.page.locator("a.exit").click()
    device.page.wait_for_url(lambda url: not url.startswith(device.demo.url))


def test_what_changed_since_is_said_and_what_was_withdrawn_is_removed(device: Device) -> None:
    device.save(BOOK)
    name = device.kept()["names"][0]
    saved = device.context.request.get(device.demo.url + LIST).json() | {"size": 40_000, "day": "2026-11-22"}
    device.page.evaluate(PUT, [name, LIST, saved | {"version": "an-older-one"}])
    page = device.go(BOOK)
    expect(page.locator(".save [data-state=newer] button")).to_be_visible()
    page.locator(".save [data-state=newer] button").click()
    expect(page.locator(".save [data-state=newer] button")).to_be_hidden()
    assert device.kept()["names"] == [name]

    page.locator(".save [data-act=remove]").click()
    device.forgets()
    gone = saved | {"title": "Gone", "pages": ["/ar/resources/gone/"], "url": "/ar/resources/gone/"}
    device.page.evaluate(PUT, ["/ar/offline/texts/gone.json#1", "/ar/offline/texts/gone.json", gone])
    row = device.go("/ar/offline/").locator("[data-rows] > li", has_text="Gone")
    expect(row.locator("[data-state=withdrawn]")).to_be_visible()
    expect(page.locator("[data-act=all]")).to_be_hidden()
    expect(row.locator("[data-state=withdrawn]")).to_be_visible()
    assert device.kept() == NOTHING
    device.page.evaluate(PUT, ["/ar/offline/texts/gone.json#1", "/ar/offline/texts/gone.json", gone])
    expect(device.go("/ar/resources/gone/").locator("[data-gone]")).to_be_visible()
    assert device.kept() == NOTHING


FULL = "CacheStorage.prototype.open = () => Promise.resolve({ put: () => Promise.reject(%s) });"
BREAKS = {
    "full": FULL % 'new DOMException("", "QuotaExceededError")',
    "refused": 'CacheStorage.prototype.open = () => Promise.reject(new DOMException("", "SecurityError"));',
    "failed": "const ask = window.fetch; window.fetch = (what, how) => String(what).endsWith('.json') ?"
    " ask(what, how) : Promise.reject(new TypeError());",
}


@pytest.mark.parametrize("state", BREAKS)
def test_what_could_not_be_saved_leaves_nothing_and_says_so(device: Device, state: str) -> None:
    device.page.add_init_script(BREAKS[state])
    page = device.go(BOOK)
    page.locator(".save [data-act=save]:visible").click()
    expect(page.locator(f".save [data-state={state}]")).to_be_visible()
    expect(page.locator(".save [data-act=save]").first).to_be_visible()
    assert page.evaluate("async () => [await caches.keys(), await navigator.serviceWorker.getRegistrations()]") == [
        [],
        [],
    ]


def test_without_scripts_nothing_is_offered_that_would_not_work(chromium: Browser, demo: Demo) -> None:
    phone = Device(chromium, demo, java_script_enabled=False)
    page = phone.go(BOOK)
    expect(page.locator("[data-save]")).to_be_hidden()
    expect(page.locator('a[href$="/downloads/strong-passwords.epub"]')).to_be_visible()
    expect(phone.go("/ar/offline/").locator("[data-saved]")).to_be_hidden()
    phone.context.close()
