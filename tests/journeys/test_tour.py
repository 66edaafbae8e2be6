"""The walk of `docs/tour.md` leads where it says; its steps are the journeys beside this file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ROOT
from tests.journeys.test_crawl import fetch
from tests.journeys.test_editor import sign_in

pytestmark = pytest.mark.browser

TOUR = (Path(ROOT) / "docs" / "tour.md").read_text("utf-8")
ADDRESSES = sorted(set(re.findall(r"`(/[^` ]*)`", TOUR)))
NOT_TRANSLATED = {"/ar/resources/stress-that-lasts/"}


def test_the_tour_names_addresses():
    assert len(ADDRESSES) >= 8


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_of_the_tour_answers(demo, address):
    expected = {404} if address in NOT_TRANSLATED else {200, 302}
    assert fetch(demo, address).status in expected


def test_the_texts_of_the_tour_s_notices_say_what_it_says(demo):
    assert "مرتين" in fetch(demo, "/ar/resources/phone-taken-by-police/").text
    assert "overdue for review" in fetch(demo, "/en/resources/signal/").text


@pytest.mark.parametrize("name", ["editor", "translator", "coordinator", "operator"])
def test_everybody_the_tour_names_can_sign_in(staff, name):
    page = sign_in(staff, name)
    expect(page.locator("main").first).to_be_visible(timeout=30_000)
