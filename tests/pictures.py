"""`make pictures`: the README's pictures, taken from the demo while it runs (PORT= chooses which)."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from hub.bootstrap import say

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SITE = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the address it shows and the window it is taken in."""

    name: str
    path: str
    width: int = 1280
    height: int = 900


PICTURES = (
    Picture("home", "/en/"),
    Picture("search-ar", f"/ar/search/?q={quote('كلمة مرور قوية')}"),
    Picture("matches", "/en/who-fits/"),
    Picture("phone", "/ar/", 360, 760),
)


def main() -> None:
    """Take them all, without JavaScript, as a reader sees them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
        for picture in PICTURES:
            take(browser, picture)
        browser.close()


def take(browser: Browser, picture: Picture) -> None:
    """One picture."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height}, java_script_enabled=False, color_scheme="light"
    )
    answer = page.goto(SITE + picture.path)
    if answer is None or not answer.ok:
        sys.exit(f"{picture.path} does not answer. Start `make demo` first.")
    if picture.name == "matches":
        ask(page)
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    say(f"docs/pictures/{picture.name}.png")
    page.close()


def ask(page: Page) -> None:
    """Answer the questions of “Who fits us?” for a group in Guatemala, and look at the answer."""


if __name__ == "__main__":
    main()
