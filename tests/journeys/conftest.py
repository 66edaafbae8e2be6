"""One demo site, made as `make demo` makes it, and one Chromium for all journeys."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
# By far the longest file; its tests change nothing but an unsent request of their own.
ONLY_LOOKING = {"test_axe.py"}
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Demo:
    """A running demo: where it answers, where its data lies, who may sign in."""

    url: str
    folder: Path
    passwords: dict[str, str]
    log: Path | None = None

    def said(self) -> str:
        """The last lines of the server's log."""
        return "\n".join(self.log.read_text("utf-8").splitlines()[-40:]) if self.log else "(runs elsewhere)"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's journeys share one demo, in their order; what only looks at pages goes to whichever browser is free."""
    for item in items:
        if item.get_closest_marker("browser") and item.path.name not in ONLY_LOOKING:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A journey that failed says what the server said."""
    outcome = yield
    report = outcome.get_result()
    demo = getattr(item, "funcargs", {}).get("demo")
    if report.failed and isinstance(demo, Demo):
        report.sections.append(("the server's log", demo.said()))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """The demo on a path with blanks; `HUB_JOURNEY_DEMO=URL=FOLDER` uses one that runs already."""
    if given := os.environ.get("HUB_JOURNEY_DEMO"):
        url, folder = given.rsplit("=", 1)
        yield Demo(url, Path(folder), json.loads((Path(folder) / "demo.json").read_text())["passwords"])
        return
    base = Path(tempfile.mkdtemp(prefix="hub journeys "))
    folder, port = base / "data of the demo", _free_port()
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    environment |= {"HUB_DATA_DIR": str(folder), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    log = (base / "log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "hub.demo_server"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(server, url, base / "log")
        yield Demo(url, folder, json.loads((folder / "demo.json").read_text())["passwords"], base / "log")
    finally:
        server.terminate()
        server.wait(30)
        log.close()
        shutil.rmtree(base, ignore_errors=True)


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + 600
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/-/health/", timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the demo did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip("SKIPPED LOUDLY: no /usr/bin/chromium (sudo apt-get install chromium)")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), chromium_sandbox=False, args=QUIET)
        yield browser
        browser.close()


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
