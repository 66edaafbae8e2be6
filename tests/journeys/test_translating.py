"""A translator at work: original and translation side by side, with a script at a desk and without one on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.conftest import WIDTHS, Visit, follow
from tests.journeys.staffroom import act, sign_in, titled
from tests.journeys.test_editor import fill_in_a_guide

pytestmark = pytest.mark.browser


def begin(visit: Visit) -> str:
    """Write a text and have it translated into Arabic: its sentences' address. What the sample lacks stays lacking."""
    title = "When the ferry does not come"
    fill_in_a_guide(visit, visit.page, title)
    act(visit.page, "publish")
    page = visit.go(f"/admin/localize/submit/page/{titled(visit.demo, title)}/")
    page.get_by_label("العربية").check()
    follow(page.locator("main form [type=submit]").last)
    follow(page.get_by_role("link", name=re.compile("Side by side")))
    return visit.path()


def test_a_guide_is_translated_side_by_side(staff):
    page = sign_in(staff, "editor")
    address = begin(staff)
    boxes = page.locator(".pair textarea")
    first, second = boxes.nth(0), boxes.nth(1)
    expect(first).to_have_attribute("dir", "rtl")
    expect(first).to_have_attribute("lang", "ar")
    beside = page.locator(".pair-from").nth(0).bounding_box()
    assert abs(beside["y"] - page.locator(".pair-into").nth(0).bounding_box()["y"]) < 2

    # A sentence is kept without the page being loaded anew, and the cursor goes on.
    page.evaluate("window.sameDocument = true")
    first.fill("عنوان قصير")
    first.press("Control+Enter")
    expect(page.locator("[data-progress]")).to_contain_text("1 of ")
    expect(second).to_be_focused()
    # What is refused keeps its words and says why; nobody leaves with it unasked.
    key = page.locator(".pair").nth(2).get_attribute("data-pair")
    box = page.locator(f'[name="words:{key}"]')
    box.fill("كلمة {name}")
    box.press("Control+Enter")
    expect(page.locator(f"#why-{key}")).to_contain_text("{name}")
    expect(box).to_have_value("كلمة {name}")
    assert page.evaluate("window.sameDocument")
    page.get_by_role("button", name="Begin with the original").nth(2).click()
    expect(box).not_to_have_value("كلمة {name}")

    without_a_script(staff, address)
    publishing_waits_for_the_last_sentence(staff, address)


def without_a_script(staff: Visit, address: str) -> None:
    """The same on a phone without JavaScript, in two windows of one person; then the preview."""
    browser = staff.context.browser
    context = browser.new_context(
        java_script_enabled=False, viewport=WIDTHS["phone"], storage_state=staff.context.storage_state()
    )
    here, there = context.new_page(), context.new_page()
    for window in (here, there):
        window.goto(staff.demo.url + address)
        assert window.evaluate("document.documentElement.scrollWidth") <= 360
    expect(here.locator(".pair textarea").first).to_have_value("عنوان قصير")
    for window, words in ((here, "كلمات الأولى"), (there, "كلمات الثانية")):
        window.locator(".pair textarea").nth(1).fill(words)
        follow(window.get_by_role("button", name="Save and go on").nth(1))
    assert re.search(r"#s-\d+-\d+$", here.url)
    expect(there.locator(".pair [aria-invalid]")).to_have_value("كلمات الثانية")
    expect(there.locator(".pair blockquote")).to_have_text("كلمات الأولى")

    here.goto(staff.demo.url + address.split("?")[0] + "phone/")
    frame = here.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("dir", "rtl")
    expect(frame.locator("h1").first).to_contain_text("عنوان قصير")
    assert here.locator("iframe").bounding_box()["width"] <= 364
    context.close()


def publishing_waits_for_the_last_sentence(staff: Visit, address: str) -> None:
    """wagtail-localize's own editor: “Publish” is pressed while a sentence is on its way, and it is in what is read."""
    page = staff.page
    staff.go(address.split("?")[0].replace("/sentences/", "/edit/"))
    held: list[Route] = []
    page.route("**/localize/translate/**", lambda route: held.append(route))
    page.get_by_role("button", name="Edit", exact=True).first.click()
    box = page.locator("textarea").first
    box.fill("عنوان متأخر")
    page.get_by_role("button", name="Save", exact=True).first.click()
    publish = page.get_by_role("button", name="Publish in")
    publish.click()
    expect(publish).to_be_disabled()
    with page.expect_navigation():
        held[0].continue_()
    expect(page.locator(".messages")).to_contain_text("عنوان متأخر")
