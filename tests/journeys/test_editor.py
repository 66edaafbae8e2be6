"""An editor signs in, writes a guide, publishes it, has it translated; both are found at once, and gone at once."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Visit, follow
from tests.journeys.staffroom import act, is_save, library, prose, sign_in, titled

pytestmark = pytest.mark.browser

WORD, FRENCH = "quaggahorn", "quaggahorne"


def found(visit: Visit, language: str, word: str) -> list[str]:
    """Titles of that language that the public search finds, in a window without the editor's session."""
    context = visit.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{visit.demo.url}/{language}/search/?q={word}")
    titles = page.locator(f"ol.rows h2 a[href*='/{language}/']").all_inner_texts()
    context.close()
    return titles


def fill_in_a_guide(visit: Visit, page: Page, title: str, word: str = "landmark") -> None:
    """Title, summary, a paragraph with a word to be found by: nobody else's, where a search is to find one text."""
    visit.go(f"/admin/pages/add/resources/guidepage/{library(visit.demo)}/")
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill("What to agree on before visiting.")
    page.locator('[data-contentpath="body"] .c-sf-add-button').first.click()
    page.get_by_role("option", name="Text").click()
    prose(page, "body-0-value", f"Agree on a {word} before you go.")


def translate(page: Page, words: list[str]) -> None:
    """Each text in turn: “Translate”, type, “Save”."""
    for text in words:
        left = page.get_by_role("button", name="Translate", exact=True)
        before = left.count()
        left.first.click()
        box = page.locator("textarea, .public-DraftEditor-content").first
        box.click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)
        page.get_by_role("button", name="Save", exact=True).first.click()
        expect(left).to_have_count(before - 1)


def test_a_guide_is_written_translated_found_and_withdrawn(staff):
    page = sign_in(staff, "editor")
    fill_in_a_guide(staff, page, "Before a visit in the hills", WORD)
    act(page, "publish")
    assert found(staff, "en", WORD) == ["Before a visit in the hills"]

    guide = titled(staff.demo, "Before a visit in the hills")
    staff.go(f"/admin/localize/submit/page/{guide}/")
    page.get_by_label("Français").check()
    follow(page.locator("main form [type=submit]").last)
    expect(page.get_by_role("button", name="Publish in Français")).to_be_visible()
    assert found(staff, "fr", WORD) == []
    edit_french = staff.path()
    texts = ["Avant une visite en montagne", "Ce dont il faut convenir.", f"Convenez d’un {FRENCH} avant de partir."]
    translate(page, texts)
    follow(page.get_by_role("button", name="Publish in Français"))
    expect(page.locator(".messages")).to_contain_text("Avant une visite en montagne")
    assert found(staff, "fr", FRENCH) == ["Avant une visite en montagne"]

    for edit, language, word in ((f"/admin/pages/{guide}/edit/", "en", WORD), (edit_french, "fr", FRENCH)):
        staff.go(edit.replace("/edit/", "/unpublish/"))
        follow(page.locator("main form [type=submit]").first)
        assert found(staff, language, word) == []


def test_publishing_while_the_draft_is_being_saved_makes_one_page(staff):
    page = sign_in(staff, "editor")
    title = f"Written while it is saved {secrets.token_hex(4)}"
    held: list[Route] = []

    def hold_the_draft(route: Route) -> None:
        if is_save(route.request) and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/admin/pages/add/**", hold_the_draft)
    fill_in_a_guide(staff, page, title)
    # Saving by itself begins with a change made two seconds after the editor is ready, whenever that is.
    for number in range(40):
        if held:
            break
        page.locator("#id_summary").fill(f"What to agree on, and with whom. {number}")
        page.wait_for_timeout(2000)
    assert held
    page.get_by_role("button", name="More actions").click()
    with page.expect_navigation():
        page.locator('[name="action-publish"]').click()
        held[0].continue_()
    expect(page.locator(".messages")).to_contain_text(title)
    assert staff.demo.row("select count(*), sum(live) from wagtailcore_page where title = ?", title) == (1, 1)


def test_the_admin_runs_under_its_policy_and_asks_no_other_host(staff):
    page = sign_in(staff, "operator")
    for path in ("", "pages/", "images/", "snippets/trainers/trainer/", "users/", "locales/", "reports/site-history/"):
        staff.go(f"/admin/{path}")
        assert page.locator("main").first.is_visible(), path
    assert [each for each in staff.complaints if "style" not in each.lower()] == []


def test_a_coordinator_opens_a_trainer_s_profile(staff):
    page = sign_in(staff, "coordinator")
    staff.go("/admin/snippets/trainers/trainer/?q=Marta")
    follow(page.get_by_role("link", name=re.compile("Marta Ixchel Tum")).first)
    expect(page.locator("#id_display_name")).to_have_value("Marta Ixchel Tum")
