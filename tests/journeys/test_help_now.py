"""“I need help now” in a real browser: three questions, first steps and the desk, and nothing kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit, follow
from tests.journeys.walks import follow_to, go_on, help_pages, press

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "fr", "ar")
DESK = "Escritorio de Protección Mesoamérica y Caribe"


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_whose_phone_was_taken_gets_first_steps_and_the_desk(reader: Visit, language: str) -> None:
    page = reader.go(f"/{language}/")
    expect(page.locator("a.go-help")).to_be_visible()
    follow(page.locator("a.go-help"))
    for _name in help_pages(reader, language):
        # One address and one title for every question and every answer.
        assert reader.path() == f"/{language}/help/"
        assert page.title().endswith("Protection Hub")
    assert page.title() == "Protection Hub"
    expect(page.locator("main .prose ol li").first).to_be_visible()
    assert page.locator("main .prose").get_attribute("lang") == language
    expect(page.locator("#who ~ ol > li").first).to_contain_text(DESK)
    assert page.locator("#who ~ ol > li").count() == 3
    follow_to(page, f"/{language}/request/")
    assert reader.path() == f"/{language}/request/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_asks_the_first_question_itself(reader: Visit, language: str) -> None:
    page = reader.go(f"/{language}/")
    follow(page.locator('.help button[value="arrest"]'))
    assert reader.path() == f"/{language}/help/"
    expect(page.locator("select[name=where]")).to_be_visible()


def test_each_page_has_its_own_way_back_and_keeps_the_other_answers(reader: Visit) -> None:
    page = reader.page
    assert [*help_pages(reader, "en")][-1] == "help: first steps"
    press(page, "ask", "speaks")
    expect(page.locator("button[name=speaks]").first).to_be_visible()
    press(page, "ask", "where")
    assert page.locator("select[name=where]").input_value() == "HN"
    press(page, "ask", "what")
    press(page, "what", "account")
    press(page, "speaks", "en")
    assert "Honduras" in page.locator(".head .record").inner_text()
    # One answer changed, the others kept.
    press(page, "ask", "where")
    page.locator("select[name=where]").select_option("SV")
    go_on(page)
    assert "El Salvador" in page.locator(".head .record").inner_text()
    assert page.locator("h1").inner_text() == "Your account: first steps"


def test_an_error_stands_at_its_place(reader: Visit) -> None:
    page = reader.go("/en/help/")
    press(page, "what", "threat")
    go_on(page)
    assert page.title() == "Error – Protection Hub"
    expect(page.locator("[role=alert]")).to_be_visible()
    assert page.locator("[role=alert] a").get_attribute("href") == "#where"
    expect(page.locator("select[name=where]")).to_have_attribute("aria-invalid", "true")


def test_a_changed_field_is_asked_again(reader: Visit) -> None:
    page = reader.go("/en/help/")
    press(page, "what", "threat")
    page.locator('main input[type=hidden][name="what"]').evaluate("field => { field.value = '<b>nonsense' }")
    page.locator("select[name=where]").select_option("KE")
    go_on(page)
    expect(page.locator('main button[name="what"]').first).to_be_visible()
    assert "nonsense" not in page.content()


def test_a_reload_asks_the_same_again(reader: Visit) -> None:
    page = reader.page
    for _name in help_pages(reader, "en"):
        pass
    before = page.locator("main").inner_text()
    page.reload()
    assert page.locator("main").inner_text() == before


def test_the_language_chosen_is_the_language_of_the_rest(reader: Visit) -> None:
    page = reader.go("/en/help/")
    press(page, "what", "arrest")
    page.locator("select[name=where]").select_option("TN")
    go_on(page)
    press(page, "speaks", "ar")
    assert reader.path() == "/ar/help/"
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("main .prose ol li").first).to_be_visible()


def test_whoever_says_nothing_gets_the_central_unit(reader: Visit) -> None:
    page = reader.go("/fr/help/")
    follow(page.locator("main form").last.locator("button"))
    assert page.locator("#who ~ ol > li").count() == 1
    expect(page.locator("#who ~ ol > li")).to_contain_text("Central Training and Research Unit")
