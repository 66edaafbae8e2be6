"""A text saved on a device: nothing before the press, read with the network cut, wiped without a trace."""

from __future__ import annotations

import io
import json
import wave
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
    # Withdrawn in one language: its page offers the others. Whatever form was saved goes.
    only = "/ar/resources/stress-that-lasts/"
    for form in ("", "/text"):
        device.page.evaluate(
            PUT, ["/ar/offline/texts/gone.json#1", "/ar/offline/texts/gone.json", gone | {"pages": [only]}]
        )
        expect(device.go(form + only).locator("[data-gone]")).to_be_visible()
        assert device.kept() == NOTHING


def test_text_alone_is_saved_as_it_is_read_and_stands_in_for_the_full_page(device: Device) -> None:
    page = device.go(f"/text{BOOK}")
    page.wait_for_load_state("networkidle")
    assert device.kept() == NOTHING
    device.save(f"/text{BOOK}")
    address = LIST.replace(".json", ".text.json")
    wanted = device.context.request.get(device.demo.url + address).json()
    assert device.kept()["kept"] == sorted([address, *wanted["pages"], *wanted["parts"]])

    device.context.set_offline(True)
    device.go(f"/text{BOOK}")
    expect(page.locator(".save [data-state=away]")).to_be_visible()
    expect(page.locator(".save [data-if=plain]:visible")).to_have_count(1)
    page.locator("main .contents a").first.click()
    page.wait_for_url(lambda url: "/text/ar/" in url and not url.endswith(BOOK))
    expect(page.locator("main .prose")).to_be_visible()
    assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")
    # The full address was not saved: better the same words without their pictures than none.
    device.go(BOOK)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".save [data-act=remove]")).to_be_visible()
    for elsewhere in ("/text/ar/search/?q=hatif", "/fr/trainers/"):
        row = device.go(elsewhere).locator("[data-rows] > li")
        expect(row.locator("a")).to_have_attribute("href", f"/text{BOOK}")
        expect(row.locator("[data-if=plain]")).to_be_visible()

    device.context.set_offline(False)
    device.go("/text/ar/offline/").locator("[data-act=all]").click()
    device.forgets()
    device.save(f"/text{BOOK}")
    leave(device)
    device.go("/ar/")
    device.forgets()


def recording(seconds: int) -> bytes:
    """Silence that every browser can play."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000 * seconds)
    return made.getvalue()


TALK = "/documents/999999/talk.wav"
PLAY = """async (address) => {
  const sound = new Audio(address);
  await new Promise((done, failed) => ((sound.onloadedmetadata = done), (sound.onerror = failed), sound.load()));
  await new Promise((done, failed) => ((sound.onseeked = done), (sound.onerror = failed), (sound.currentTime = 40)));
  return [sound.duration, sound.currentTime];
}"""


def with_talk(device: Device) -> bytes:
    """A text with sound in it; the demo's texts have none, so the line says that one has."""
    talk = recording(60)
    listed = device.context.request.get(device.demo.url + LIST).json()
    listed["media"] = [{"address": TALK, "size": len(talk), "state": "a"}]
    device.context.route(f"**{LIST}", lambda route: route.fulfill(json=listed))
    device.context.route(f"**{TALK}", lambda route: route.fulfill(body=talk, content_type="audio/wav"))
    return talk


def test_sound_is_saved_for_whoever_wants_it_and_knows_its_size_and_plays_without_a_network(device: Device) -> None:
    with_talk(device)
    page = device.go(BOOK)
    page.locator(".save [data-act=save]:visible").click()
    said = page.locator(".save [data-state=choose] [data-media]")
    expect(said).to_be_visible()
    assert "٤٨٠" in said.inner_text()
    assert device.kept() == NOTHING
    page.locator(".save [data-act=with]").click()
    expect(page.locator(".save [data-act=remove]")).to_be_visible()
    expect(page.locator(".save [data-if=plays]")).to_be_visible()
    expect(page.locator(".save [data-if=silent]")).to_be_hidden()
    assert TALK in device.kept()["kept"]
    device.context.unroute_all()
    device.context.set_offline(True)
    device.go(BOOK)
    assert page.evaluate(PLAY, TALK) == [60, 40]
    device.context.set_offline(False)
    page.locator(".save [data-act=remove]").click()
    device.forgets()


def test_without_its_sound_a_text_says_that_this_needs_a_network(device: Device) -> None:
    with_talk(device)
    page = device.go(BOOK)
    page.locator(".save [data-act=save]:visible").click()
    page.locator(".save [data-act=without]").click()
    expect(page.locator(".save [data-act=remove]")).to_be_visible()
    assert TALK not in device.kept()["kept"]
    device.context.set_offline(True)
    device.go(BOOK)
    expect(page.locator(".save [data-if=silent] [data-media]")).to_contain_text("٤٨٠")
    row = device.go("/ar/search/").locator("[data-rows] > li")
    expect(row.locator("[data-if=silent]")).to_be_visible()
    expect(row.locator("[data-if=plays]")).to_be_hidden()
    device.context.set_offline(False)


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
