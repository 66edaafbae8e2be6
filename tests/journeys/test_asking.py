"""Asking for training, and being answered: a requester without an account, and the desk that answers."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import Visit, follow
from tests.journeys.staffroom import sign_in
from tests.journeys.walks import CANARY, HAPPENED, WORDS, Secrets, fill, follow_to, go_on, press, secrets, step

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "fr", "ar")
ANSWER, MORE = "Come on Tuesday: quaggaanswer", "Thank you: quaggathanks"


def look_at(reader: Visit, page: Page) -> None:
    """Where scripts run, axe looks at the page too."""
    if page.viewport_size and page.viewport_size["width"] > 1000:
        # Scrolled half way, the bar that stays on top covers a part of whatever lies under it just then.
        page.evaluate("scrollTo(0, 0)")
        assert violations(page) == []


def fill_in(reader: Visit, language: str, happened: str) -> Page:
    """Four steps, with errors, a way back and a reload on the way; ends at the matches."""
    page = reader.go(f"/{language}/")
    follow_to(page, f"/{language}/request/")
    page.locator("[name=called]").fill("Colibrí")
    go_on(page)
    expect(page).to_have_title(f"{WORDS[language]['error']} – Protection Hub")
    expect(page.locator("[role=alert] a[href='#f-country']")).to_be_visible()
    assert page.locator("[name=called]").input_value() == "Colibrí"
    look_at(reader, page)
    fill(page, 1, language)
    go_on(page)
    assert step(page) == "2"
    press(page, "to", "back")
    assert page.locator("[name=country]").input_value()
    assert page.locator("[name=called]").input_value() == "Colibrí"
    go_on(page)
    fill(page, 2, language)
    page.locator("[name=happened]").fill(happened)
    go_on(page)
    page.reload()
    assert step(page) == "3"
    press(page, "to", "back")
    assert page.locator("[name=happened]").input_value() == happened
    go_on(page)
    fill(page, 3, language)
    look_at(reader, page)
    go_on(page)
    fill(page, 4, language)
    look_at(reader, page)
    go_on(page)
    assert page.title() == "Protection Hub"
    return page


def send(reader: Visit, page: Page) -> Secrets:
    """From the matches to a case whose code was kept."""
    expect(page.locator(".why").first).to_be_visible()
    look_at(reader, page)
    page.locator("main .match input[type=checkbox]").first.check()
    press(page, "to", "send")
    first = secrets(page)
    look_at(reader, page)
    # Another code takes the place of the first.
    press(page, "to", "send")
    kept = secrets(page)
    assert re.fullmatch(r"[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}", kept.code)
    assert len(kept.passphrase.split()) == 7
    assert first != kept
    page.locator("[name=kept]").check()
    go_on(page)
    return kept


def open_case(page: Page, kept: Secrets) -> None:
    """Type code and passphrase, as people do."""
    page.locator("[name=code]").fill(kept.code.lower().replace(" ", "-"))
    page.locator("[name=passphrase]").fill(f" {kept.passphrase.upper()} ")
    go_on(page)


def answer(staff: Visit, text: str, word: str) -> None:
    """The coordinator finds the case by what stands in it, and answers."""
    page = sign_in(staff, "coordinator")
    staff.go("/admin/cases/")
    for address in page.locator("table a[href*='/admin/cases/']").evaluate_all("links => links.map(each => each.href)"):
        page.goto(address)
        if word in page.locator("#need ~ dl").first.inner_text():
            break
    else:
        pytest.fail("the case is not in the queue of its desk")
    page.locator("textarea[name=text]").fill(text)
    follow(page.locator("form:has(input[value=answer]) button[type=submit]"))
    expect(page.locator(".desk-talk")).to_contain_text(text)


def act(page: Page, value: str) -> None:
    """A button on the page of a case."""
    follow(page.locator(f'main button[name="act"][value="{value}"]'))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_asks_the_desk_answers_and_the_group_erases_it_all(reader: Visit, staff: Visit, language: str) -> None:
    # Others ask in the same words: this case is known by its own.
    happened = f"{HAPPENED[language]} {uuid4().hex[:8]}"
    page = fill_in(reader, language, happened)
    assert reader.context.cookies() == []
    kept = send(reader, page)
    assert reader.path() == f"/{language}/case/kept/"
    assert reader.context.cookies() == []
    look_at(reader, page)

    # Wrong first: said at its place, with the code kept and no cookie set.
    open_case(page, Secrets(kept.code, "one two three four five six seven"))
    expect(page).to_have_title(f"{WORDS[language]['error']} – Protection Hub")
    assert page.locator("[name=code]").input_value()
    assert reader.context.cookies() == []
    look_at(reader, page)
    open_case(page, kept)
    assert reader.path() == f"/{language}/case/open/"
    assert page.title() == "Protection Hub"
    [cookie] = reader.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Strict", -1)
    look_at(reader, page)

    answer(staff, ANSWER, happened)
    page.reload()
    expect(page.locator(".talk li:not(.mine)").first).to_contain_text(ANSWER)
    page.locator("#f-say").fill(MORE)
    act(page, "message")
    expect(page.locator(".talk li.mine").first).to_contain_text(MORE)
    page.reload()
    assert page.locator(".talk li.mine").count() == 1
    look_at(reader, page)
    staff.page.reload()
    expect(staff.page.locator(".desk-talk")).to_contain_text(MORE)

    act(page, "erase")
    expect(page).to_have_title(f"{WORDS[language]['error']} – Protection Hub")
    page.locator("[name=sure]").check()
    act(page, "erase")
    assert reader.path() == f"/{language}/case/closed/"
    assert reader.context.cookies() == []
    look_at(reader, page)
    reader.go(f"/{language}/case/")
    open_case(page, kept)
    expect(page).to_have_title(f"{WORDS[language]['error']} – Protection Hub")
    staff.page.reload()
    assert CANARY not in staff.page.content()


def test_a_changed_or_foreign_field_says_so_and_keeps_what_was_typed(reader: Visit) -> None:
    page = reader.go("/en/request/")
    fill(page, 1, "en")
    go_on(page)
    fill(page, 2, "en")
    page.locator('main input[name="travel"]').evaluate("field => { field.value = field.value.slice(0, -4) + 'AAAA' }")
    go_on(page)
    assert page.title() == "Error – Protection Hub"
    expect(page.locator(".note-stop").first).to_be_visible()
    assert page.locator("[name=happened]").input_value() == HAPPENED["en"]


def test_two_tabs_keep_their_own_answers(reader: Visit) -> None:
    page = reader.go("/en/request/")
    other = reader.context.new_page()
    other.goto(f"{reader.demo.url}/en/request/")
    for tab, name in ((page, "First"), (other, "Second")):
        fill(tab, 1, "en")
        tab.locator("[name=called]").fill(name)
        go_on(tab)
    for tab, name in ((other, "Second"), (page, "First")):
        press(tab, "to", "back")
        assert tab.locator("[name=called]").input_value() == name


def test_another_language_on_the_way_keeps_what_was_typed(reader: Visit) -> None:
    page = reader.go("/en/request/")
    fill(page, 1, "en")
    # Enter presses the first button of a form, and the languages stand before it.
    with page.expect_navigation():
        page.locator("[name=participants]").press("Enter")
    assert (reader.path(), step(page)) == ("/en/request/", "2")
    fill(page, 2, "en")
    page.locator(".langs summary").click()
    follow(page.locator('.langs button[formaction="/ar/request/"]'))
    assert (reader.path(), step(page)) == ("/ar/request/", "2")
    assert page.locator("[name=happened]").input_value() == HAPPENED["en"]
    press(page, "to", "back")
    assert page.locator("[name=country]").input_value() == WORDS["en"]["country"]


def test_closing_and_leaving_forget_the_case(reader: Visit) -> None:
    kept = Secrets(*_of_the_demo(reader))
    page = reader.go("/en/case/")
    open_case(page, kept)
    assert reader.path() == "/en/case/open/"
    before = reader.context.cookies()
    act(page, "close")
    assert reader.path() == "/en/case/closed/"
    assert reader.context.cookies() == []
    # Nobody opens it with the cookie of before.
    reader.context.add_cookies(
        [{"name": each["name"], "value": each["value"], "url": reader.demo.url} for each in before]
    )
    reader.go("/en/case/open/")
    expect(page.locator("[name=code]")).to_be_visible()
    assert page.locator("#messages").count() == 0


def test_what_was_typed_when_the_case_had_closed_waits_for_it(reader: Visit) -> None:
    page = reader.go("/en/case/")
    kept = Secrets(*_of_the_demo(reader))
    open_case(page, kept)
    page.locator("#f-say").fill("quaggaunsent")
    reader.context.clear_cookies()
    act(page, "message")
    expect(page.locator("main")).to_contain_text("quaggaunsent")
    open_case(page, kept)
    assert page.locator("#f-say").input_value() == "quaggaunsent"
    act(page, "close")


def _of_the_demo(reader: Visit) -> list[str]:
    """Code and passphrase of the case that the demo shows."""
    return list(json.loads((reader.demo.folder / "demo.json").read_text("utf-8"))["case"])
