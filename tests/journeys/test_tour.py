"""The walk of `docs/tour.md` leads where it says; its steps are the journeys beside this file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WIDTHS, Visit, follow
from tests.journeys.demos import ROOT
from tests.journeys.staffroom import sign_in
from tests.journeys.test_crawl import fetch

pytestmark = pytest.mark.browser

TOUR = (Path(ROOT) / "docs" / "tour.md").read_text("utf-8")
ADDRESSES = sorted(set(re.findall(r"`(/[^` ]*)`", TOUR)))
NOT_TRANSLATED = {"/ar/resources/stress-that-lasts/"}
WITHDRAWN = {"/en/resources/old-telephone-calls/"}


def test_the_tour_names_addresses():
    assert len(ADDRESSES) >= 8


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_of_the_tour_answers(demo, address):
    expected = {404} if address in NOT_TRANSLATED else {410} if address in WITHDRAWN else {200, 302}
    assert fetch(demo, address).status in expected


def test_the_texts_of_the_tour_s_notices_say_what_it_says(demo):
    assert "مرتين" in fetch(demo, "/ar/resources/phone-taken-by-police/").text
    assert "overdue for review" in fetch(demo, "/en/resources/signal/").text


@pytest.mark.parametrize(
    "name",
    [
        *("author", "reviewer", "editor", "translator"),
        *("coordinator", "coordinator-mena", "coordinator-central", "operator"),
    ],
)
def test_everybody_the_tour_names_can_sign_in(staff, name):
    page = sign_in(staff, name, anew=True)
    expect(page.locator("main").first).to_be_visible()


def cases(visit: Visit) -> list[str]:
    """The addresses of the cases in the queue."""
    visit.go("/admin/cases/")
    return visit.page.locator(".desk-table th a").evaluate_all("all => all.map(each => each.getAttribute('href'))")


def come_back(page: Page, demo) -> Page:
    """Open the case whose code `make demo` prints."""
    code, passphrase = json.loads((demo.folder / "demo.json").read_text())["case"]
    page.goto(f"{demo.url}/en/case/")
    page.locator("input[name=code]").fill(code)
    page.locator("input[name=passphrase]").fill(passphrase)
    follow(page.get_by_role("button", name="Open the case"))
    expect(page).to_have_url(re.compile(r"/en/case/open/"))
    return page


def test_somebody_comes_back_with_the_printed_code_and_reads_what_a_coordinator_writes(staff, chromium, demo):
    answer = "One more question: is the school open on Saturdays?"
    page = sign_in(staff, "coordinator")
    for address in cases(staff):
        staff.go(address)
        if "The river villages" in page.locator(".desk").inner_text():
            break
    expect(page.locator("#fit")).to_have_text("Who fits")
    page.locator("textarea[name=text]").fill(answer)
    follow(page.get_by_role("button", name="Send the answer"))
    expect(page.locator(".desk-talk li").last).to_contain_text(answer)

    context = chromium.new_context(java_script_enabled=False, viewport=WIDTHS["phone"])
    theirs = come_back(context.new_page(), demo)
    expect(theirs.locator("#messages")).to_contain_text(answer)
    assert theirs.title() == "Protection Hub"
    context.close()
    assert staff.complaints == []


def test_a_coordinator_of_another_desk_sees_other_cases_and_none_of_the_first(staff, chromium, demo):
    sign_in(staff, "coordinator")
    first = cases(staff)
    context = chromium.new_context(viewport=WIDTHS["desktop"])
    other = Visit(context, demo)
    sign_in(other, "coordinator-mena")
    second = cases(other)
    assert first
    assert second
    assert not set(first) & set(second)
    answer = other.page.goto(demo.url + first[0])
    assert answer is not None
    assert answer.status == 404
    context.close()
