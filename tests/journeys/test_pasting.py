"""What Word, Google Docs and LibreOffice put on the clipboard is pasted into a page: only its shape is stored."""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import follow
from tests.journeys.staffroom import library, sign_in

pytestmark = pytest.mark.browser

CLIPBOARD = Path(__file__).resolve().parents[1] / "fixtures" / "clipboard"
PROGRAMS = ("word", "google", "libreoffice")
PASTE = """(node, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "only words");
  node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
STORED = (
    "<p><b>Before the visit</b></p>"
    '<p>Tell <b>nobody</b> but <i>two</i> people. See <a href="https://example.org/plan">the plan</a>{rest}</p>'
    "<ul><li>Water<ul><li>Two bottles</li></ul></li><li>Paper map</li></ul>"
    "<ol><li>Call</li><li>Leave</li></ol>"
    "<p><b>When</b> | <b>What</b></p><p>Day 1 | Arrive</p>"
)


def without_keys(html: str) -> str:
    """Rich text without the keys that Wagtail gives to paragraphs."""
    return re.sub(r' data-block-key="\w+"', "", html)


def test_what_is_pasted_keeps_its_shape_and_nothing_else(staff):
    page = sign_in(staff, "editor")
    staff.go(f"/admin/pages/add/resources/guidepage/{library(staff.demo)}/")
    title = f"Pasted from elsewhere {secrets.token_hex(4)}"
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill("What three programs put on the clipboard.")
    for number, program in enumerate(PROGRAMS):
        page.locator('[data-contentpath="body"] .c-sf-add-button').last.click()
        page.get_by_role("option", name="Text").click()
        editor = page.locator(".public-DraftEditor-content").nth(number)
        editor.click()
        editor.evaluate(PASTE, (CLIPBOARD / f"{program}.html").read_text("utf-8"))
        # The rich text editor writes into its form a quarter of a second after the last change.
        expect(page.locator(f'[name="body-{number}-value"]')).to_have_value(re.compile("Arrive"))
    follow(page.get_by_role("button", name="Save draft").first)
    expect(page.locator(".messages")).to_contain_text(title)
    query = "select content from wagtailcore_revision where object_str = ? order by id desc"
    (content,) = staff.demo.row(query, title)
    assert "CANARY" not in content
    stored = [without_keys(block["value"]) for block in json.loads(json.loads(content)["body"])]
    assert stored == [STORED.format(rest=" and my file."), STORED.format(rest="."), STORED.format(rest=".")]
