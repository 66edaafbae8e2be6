"""One demo site and one Chromium for all journeys of a worker, and the windows that people have open there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.journeys.demos import Demo, running, running_elsewhere

CHROMIUM = Path("/usr/bin/chromium")
# Their tests change nothing but an unsent request of their own: each goes to whichever browser is free.
ONLY_LOOKING = {"test_axe.py", "test_gallery.py"}
# A worker takes the files in this order. What reads the sample comes before what writes to it, and of each the dearest
# first, so that the rest fits in behind; the slow line has nothing to do but wait, and begins beside all others.
DEAREST_READERS = ("test_slow_line.py", "test_asking.py", "test_crawl.py", "test_gallery.py", "test_axe.py")
WRITERS = (
    "test_publishing.py",
    "test_editor.py",
    "test_specimens.py",
    "test_translating.py",
    "test_pasting.py",
    "test_without_scripts.py",
    "test_sign_in.py",
)
# Long enough for a machine that does three other things meanwhile; nothing waits longer than what it waits for.
PATIENCE = 60_000
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's journeys share one demo, in their order; what only looks at pages goes to whichever browser is free."""
    journeys = [item for item in items if item.get_closest_marker("browser")]
    others = [item for item in items if not item.get_closest_marker("browser")]
    items[:] = [*others, *sorted(journeys, key=_place)]
    for item in journeys:
        if item.config.pluginmanager.hasplugin("xdist") and item.path.name not in ONLY_LOOKING:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def _place(item: pytest.Item) -> int:
    name = item.path.name
    if name in DEAREST_READERS:
        return DEAREST_READERS.index(name)
    return len(DEAREST_READERS) + (WRITERS.index(name) + 1 if name in WRITERS else 0)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A journey that failed says what the server said."""
    outcome = yield
    report = outcome.get_result()
    demo = getattr(item, "funcargs", {}).get("demo")
    if report.failed and isinstance(demo, Demo):
        report.sections.append(("the server's log", demo.said()))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo of this worker; `HUB_JOURNEY_DEMO=URL=FOLDER` uses one that runs already."""
    if given := os.environ.get("HUB_JOURNEY_DEMO"):
        yield running_elsewhere(given)
        return
    # Of several workers each has a folder below that of the run.
    several = "PYTEST_XDIST_WORKER" in os.environ
    with running(tmp_path_factory.getbasetemp().parent / "demo" if several else None) as made:
        yield made


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip("SKIPPED LOUDLY: no /usr/bin/chromium (sudo apt-get install chromium)")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), chromium_sandbox=False, args=QUIET)
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
        yield browser
        browser.close()


def follow(leads_on: Locator) -> None:
    """Press what leads to another page, and wait until all of that page is there."""
    with leads_on.page.expect_navigation():
        leads_on.click()


class Visit:
    """A browser window that notes whatever should not happen: errors, foreign hosts, cookies."""

    def __init__(self, context: BrowserContext, demo: Demo) -> None:
        """Open a window of `context` on `demo`."""
        self.context, self.demo = context, demo
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._console)
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "404 (Not Found)" not in message.text:
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.demo.url, "data:", "blob:")):
            self.complaints.append(f"foreign request: {request.url}")

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        self.page.goto(self.demo.url + path)
        return self.page

    def path(self) -> str:
        """The address shown, without the host."""
        return self.page.url.removeprefix(self.demo.url)


WIDTHS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture(params=[(False, "phone"), (True, "desktop")], ids=["no-script-360", "script-1280"])
def reader(request: pytest.FixtureRequest, chromium: Browser, demo: Demo) -> Iterator[Visit]:
    """A reader: once without JavaScript on a phone, once with it on a desktop; never a cookie, never a complaint."""
    script, width = request.param
    context = chromium.new_context(java_script_enabled=script, viewport=WIDTHS[width])
    visit = Visit(context, demo)
    yield visit
    assert context.cookies() == []
    assert visit.complaints == []
    context.close()


@pytest.fixture
def staff(chromium: Browser, demo: Demo) -> Iterator[Visit]:
    """Somebody at a desk, not signed in yet."""
    context = chromium.new_context(viewport=WIDTHS["desktop"])
    visit = Visit(context, demo)
    yield visit
    context.close()
