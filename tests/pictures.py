"""`make pictures`: the README's pictures, taken from the demo without JavaScript, so that they never lie."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys.conftest import CHROMIUM, QUIET, WIDTHS
from tests.journeys.demos import running

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PICTURES = (
    ("home", "/en/", "desktop"),
    ("search-ar", "/ar/search/?q=كلمة+مرور+قوية", "desktop"),
    ("chapter-ar", "/ar/resources/strong-passwords/make-a-strong-password/", "phone"),
    ("directory-fr", "/fr/trainers/", "desktop"),
    ("phone", "/en/trainers/marta-ixchel-tum/", "phone"),
)


def fill_in_who_fits(page: Page) -> None:
    """A group that asks for what somebody in the sample can give."""
    page.locator('input[name="country"]').fill("Guatemala")
    page.locator('input[name="language"]').fill("Spanish")
    page.locator('input[name="topics"][value="collective-protection"]').check()
    page.locator('input[name="format"][value="in_person"]').check()
    page.locator('input[name="participants"]').fill("14")
    page.locator('input[name="risk"][value="high"]').check()
    page.locator('input[name="when"][value="planned"]').check()
    page.locator('input[name="length"][value="process"]').check()
    with page.expect_navigation():
        page.locator("main form button.go").last.click()


def main() -> None:
    """Start a demo of its own, take the pictures, stop it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running() as here, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), chromium_sandbox=False, args=QUIET)
        for name, path, width in PICTURES:
            context = browser.new_context(java_script_enabled=False, viewport=WIDTHS[width])
            page = context.new_page()
            page.goto(here.url + path)
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()
        context = browser.new_context(java_script_enabled=False, viewport=WIDTHS["desktop"])
        page = context.new_page()
        page.goto(here.url + "/en/who-fits/")
        fill_in_who_fits(page)
        page.screenshot(path=FOLDER / "matches.png")
        browser.close()


if __name__ == "__main__":
    main()
