"""Editors whose browser runs no JavaScript: saving, publishing, and two windows at one page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import WIDTHS, Visit, follow
from tests.journeys.demos import Demo
from tests.journeys.staffroom import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def windows(chromium: Browser, demo: Demo) -> Iterator[list[Visit]]:
    """Two windows, each signed in by itself, without JavaScript."""
    contexts = [chromium.new_context(java_script_enabled=False, viewport=WIDTHS["desktop"]) for _each in range(2)]
    yield [Visit(context, demo) for context in contexts]
    for context in contexts:
        context.close()


def a_guide(demo: Demo) -> tuple[int, str]:
    """The number and the stored text of a guide of the sample."""
    query = (
        "select page_ptr_id, body from resources_guidepage join wagtailcore_page on id = page_ptr_id"
        " where slug = 'before-a-protest' and url_path = '/home/resources/before-a-protest/'"
    )
    row = demo.row(query)
    assert row
    number, body = row
    return int(number), str(body)


def test_two_windows_without_javascript_lose_neither_words_nor_text(windows: list[Visit], demo: Demo) -> None:
    number, stored = a_guide(demo)
    edit = f"/admin/pages/{number}/edit/"
    first, second = (sign_in(visit, "editor", anew=True) for visit in windows)
    for visit in windows:
        visit.go(edit)
        expect(visit.page.locator(".unscripted")).to_contain_text("JavaScript")
    first.locator("#id_summary").fill("What the first one wrote.")
    follow(first.locator("button[name=action-publish]"))
    expect(first.locator(".messages")).to_contain_text("stay as they were")
    second.locator("#id_summary").fill("What the second one wrote.")
    follow(second.get_by_role("button", name="Save draft"))
    expect(second.locator(".conflict")).to_contain_text("What the first one wrote.")
    expect(second.locator(".conflict")).to_contain_text("What the second one wrote.")
    follow(second.get_by_role("button", name="Go back to my form"))
    expect(second.locator("#id_summary")).to_have_value("What the second one wrote.")
    follow(second.get_by_role("button", name="Save draft"))
    expect(second.locator(".messages")).to_contain_text("stay as they were")
    assert a_guide(demo) == (number, stored)
