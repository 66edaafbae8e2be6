"""A text on its way: written, reviewed by two others, saved by two at once, deleted and brought back."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import WIDTHS, Visit, follow
from tests.journeys.demos import Demo
from tests.journeys.staffroom import act, sign_in, titled
from tests.journeys.test_editor import fill_in_a_guide

pytestmark = pytest.mark.browser


@pytest.fixture
def windows(chromium: Browser, demo: Demo) -> Iterator[list[Visit]]:
    """Three windows of three people."""
    contexts = [chromium.new_context(viewport=WIDTHS["desktop"]) for _each in range(3)]
    yield [Visit(context, demo) for context in contexts]
    for context in contexts:
        context.close()


def is_public(demo: Demo, page: Page, title: str) -> bool:
    """Whether the library shows the text to everybody."""
    slug = title.lower().replace(" ", "-")
    answer = page.request.get(f"{demo.url}/en/resources/{slug}/")
    return answer.status == 200


def approve(page: Page) -> None:
    """The button of a reviewer, in the menu at the foot of the page or itself at the foot."""
    button = page.get_by_role("button", name=re.compile("^Approve( and publish)?$", re.IGNORECASE)).first
    if not button.is_visible():
        page.get_by_role("button", name="More actions").click()
    follow(button)
    expect(page.locator(".messages")).to_be_visible()


def test_a_text_is_written_reviewed_and_published_by_three_people(windows: list[Visit], demo: Demo) -> None:
    author, reviewer, publisher = windows
    title = f"Before a visit by boat {secrets.token_hex(4)}"
    page = sign_in(author, "author")
    fill_in_a_guide(author, page, title)
    act(page, "submit")
    number = titled(demo, title)
    assert not is_public(demo, page, title)

    for visit, name in ((reviewer, "reviewer"), (publisher, "editor")):
        waiting = sign_in(visit, name)
        expect(waiting.get_by_role("link", name=title).first).to_be_visible()
        visit.go(f"/admin/pages/{number}/edit/")
        approve(waiting)
    assert is_public(demo, page, title)


def test_two_who_save_at_once_both_keep_their_words(windows: list[Visit], demo: Demo) -> None:
    first, second, _nobody = windows
    title = f"Signs that a road is watched {secrets.token_hex(4)}"
    page, other = sign_in(first, "editor"), sign_in(second, "editor", anew=True)
    fill_in_a_guide(first, page, title)
    act(page, "publish")
    edit = f"/admin/pages/{titled(demo, title)}/edit/"
    other.add_init_script("Object.defineProperty(navigator, 'sendBeacon', {value: () => true})")
    second.go(edit)
    # What Wagtail would say by itself is held back: whoever has no script is not told either.
    other.route(
        re.compile(r"/(edit|sessions?)/"), lambda route: route.abort() if _is_script(route) else route.continue_()
    )
    first.go(edit)
    page.locator("#id_summary").fill("What the first one wrote.")
    act(page, "publish")
    other.locator("#id_summary").fill("What the second one wrote.")
    with other.expect_navigation():
        other.evaluate("document.querySelector('[data-edit-form]').submit()")
    expect(other.locator("#differs")).to_be_visible()
    expect(other.locator(".conflict")).to_contain_text("What the first one wrote.")
    expect(other.locator(".conflict")).to_contain_text("What the second one wrote.")
    follow(other.get_by_role("button", name="Save mine as a draft on top"))
    expect(other.locator("#id_summary")).to_have_value("What the second one wrote.")


def _is_script(route: object) -> bool:
    request = route.request  # type: ignore[attr-defined]
    return request.resource_type in {"fetch", "xhr"}


def test_a_deleted_text_waits_in_the_bin_and_comes_back(windows: list[Visit], demo: Demo) -> None:
    visit = windows[0]
    title = f"When the bridge is closed {secrets.token_hex(4)}"
    page = sign_in(visit, "editor")
    fill_in_a_guide(visit, page, title)
    act(page, "publish")
    visit.go(f"/admin/pages/{titled(demo, title)}/delete/")
    follow(page.get_by_role("button", name=re.compile("bin", re.IGNORECASE)).first)
    assert not is_public(demo, page, title)
    visit.go("/admin/bin/")
    row = page.locator("tr", has_text=title)
    follow(row.get_by_role("link", name="Restore"))
    follow(page.locator("main form button[type=submit]").first)
    assert is_public(demo, page, title)
