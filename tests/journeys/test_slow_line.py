"""A phone on 50 kbit/s, each answer 800 ms away and one request of twenty lost: all the same, help and one case.

Whoever sees nothing come loads the page again, as people do; what was typed is sent again, and is one case.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.journeys.conftest import WIDTHS, Demo, Visit
from tests.journeys.lossy import Line, line_to
from tests.journeys.walks import CANARY, fill, secrets, step

pytestmark = [pytest.mark.browser, pytest.mark.slow]

log = logging.getLogger(__name__)

RATE = 50_000 // 8
DELAY = 800
MOST_SECONDS = 60
PATIENCE = 8
NOTHING_CAME = ("net::ERR", "Not attached to an active page")
FULL, TEXT = "", "/text"
ASKED = {"es": "contraseña segura", "fr": "mot de passe"}


class SlowVisit(Visit):
    """A window at the end of such a line."""

    def __init__(self, chromium: Browser, demo: Demo, line: Line) -> None:
        """Open it, without scripts, on a phone."""
        context = chromium.new_context(java_script_enabled=False, viewport=WIDTHS["phone"])
        super().__init__(context, Demo(line.url, demo.folder, demo.passwords, demo.log))
        context.set_default_timeout(30_000)
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        rate = {"downloadThroughput": RATE, "uploadThroughput": RATE}
        wire.send("Network.emulateNetworkConditions", {"offline": False, "latency": DELAY, **rate})
        self.reloads = 0

    def there(self, act: Callable[[], object]) -> Page:
        """Do something that leads to a page, and load it again as long as nothing comes."""
        try:
            with self.page.expect_navigation(wait_until="domcontentloaded"):
                act()
        except Error as fault:
            self._again(fault)
        return self.page

    def _again(self, fault: Error) -> None:
        for _turn in range(PATIENCE):
            assert any(each in fault.message for each in NOTHING_CAME), fault.message
            # As long as somebody looks at the browser's own page before pressing; it is only then there to be loaded.
            self.page.wait_for_timeout(1000)
            self.reloads += 1
            try:
                self.page.reload(wait_until="domcontentloaded")
            except Error as once_more:
                fault = once_more
            else:
                return
        pytest.fail(f"nothing came after {PATIENCE} times: {fault.message}")

    def open(self, path: str) -> Page:
        """Type an address."""
        return self.there(lambda: self.page.goto(self.demo.url + path))

    def faults(self) -> list[str]:
        """What should not have happened, besides what the line lost."""
        return [each for each in self.complaints if "net::ERR" not in each]

    def press(self, selector: str) -> Page:
        """Press the first thing that fits."""
        return self.there(lambda: self.page.locator(selector).first.click())


@pytest.fixture
def line(demo: Demo) -> Iterator[Line]:
    """One that loses the same requests in each run."""
    with line_to(demo.url, "spring tide") as made:
        yield made


def cases(demo: Demo) -> int:
    """How many requests for training the site holds."""
    with closing(sqlite3.connect(demo.folder / "hub.sqlite3", timeout=30)) as database:
        (count,) = database.execute("select count(*) from casework_case").fetchone()
    return int(count)


@pytest.mark.parametrize(("language", "prefix"), [("fr", FULL), ("es", TEXT)])
def test_help_a_search_a_chapter_and_one_request(
    language: str, prefix: str, chromium: Browser, demo: Demo, line: Line
) -> None:
    visit, before, begun = SlowVisit(chromium, demo, line), cases(demo), time.monotonic()
    page = visit.open(f"{prefix}/{language}/help/")
    visit.press('main button[name="what"][value="device"]')
    page.locator("select[name=where]").select_option("HN")
    visit.press("main form button.go:not(.go-quiet)")
    visit.press(f'main button[name="speaks"][value="{language}"]')
    expect(page.locator("main .prose ol li").first).to_be_visible()
    helped = time.monotonic() - begun

    # Where somebody says what happened, there is no search: the mark leads to the first page.
    visit.press("a.brand")
    page.locator('.find input[name="q"]').first.fill(ASKED[language])
    visit.press(".find button")
    visit.press(f'main .rows a[href^="{prefix}/{language}/resources/"]')
    if page.locator("main ol.contents a").count() and not page.locator(".turn").count():
        visit.press("main .contents a")
    assert page.locator("main .prose").first.inner_text().strip()
    read = time.monotonic() - begun - helped

    visit.press(f'.foot a[href="{prefix}/{language}/request/"]')
    for number in range(1, 5):
        assert step(page) == str(number)
        fill(page, number, language)
        visit.press("main form button.go:not(.go-quiet)")
    send = 'main button[name="to"][value="send"]'
    # The site takes the request, and the answer with the code is lost on its way back.
    line.lose_next.add("to=send")
    visit.press(send)
    assert any(each.endswith("(its answer)") for each in line.lost)
    first = secrets(page)
    # And pressed once more, to be sure.
    visit.press(send)
    kept = secrets(page)
    assert first.code != kept.code
    page.locator("[name=kept]").check()
    visit.press("main form button.go:not(.go-quiet)")
    page.locator("[name=code]").fill(kept.code)
    page.locator("[name=passphrase]").fill(kept.passphrase)
    visit.press("main form button.go:not(.go-quiet)")
    expect(page.locator("main")).to_contain_text(CANARY)
    took = time.monotonic() - begun

    assert cases(demo) == before + 1
    assert visit.faults() == []
    log.info(
        "%s%s: %.1f s, help after %.1f s, search and chapter %.1f s, %d kB, %d requests, %d lost, %d reloads",
        *(prefix, f"/{language}/", took, helped, read, line.bytes_ // 1000, line.asked.total(), len(line.lost)),
        visit.reloads,
    )
    visit.page.context.close()
    # What the line itself takes, whatever else this machine is doing meanwhile.
    assert line.bytes_ / RATE + line.asked.total() * DELAY / 1000 < MOST_SECONDS
