"""What everybody who works on the site does in its admin: sign in, write, be saved, publish."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, Request, TimeoutError, expect

from tests.journeys.conftest import Demo, Visit, follow

# A form is sent by the editor itself within two seconds or, as `type_and_be_saved` says, not at all.
SOON = 10_000
TURNS = 10
INDICATOR = "#w-autosave-indicator"
STATE = "data-w-autosave-state-value"
# Who has signed in at a demo, with what the browser keeps of that.
_sessions: dict[tuple[str, str], list] = {}


def sign_in(visit: Visit, name: str, anew: bool = False) -> Page:
    """Be signed in: at the one address where staff sign in, or (unless `anew`) still from the time before."""
    key = (visit.demo.url, name)
    if not anew and key in _sessions:
        visit.context.add_cookies(_sessions[key])
    page = visit.go("/admin/")
    if anew or not visit.path().startswith("/admin/"):
        assert visit.path().startswith("/staff/login/")
        page.locator("input[name=login]").fill(name)
        page.locator("input[name=password]").fill(visit.demo.passwords[name])
        follow(page.locator("main form button").first)
        _sessions[key] = visit.context.cookies()
    # The address of the sign-in page names /admin/ too, as where to go next.
    expect(page).to_have_url(re.compile(r"^[^?]*/admin/"))
    return page


def library(demo: Demo) -> int:
    """The number of the English library's page."""
    return number_of(demo, "select id from wagtailcore_page where url_path = ?", "/home/resources/")


def titled(demo: Demo, title: str) -> int:
    """The number of the youngest page of this title."""
    return number_of(demo, "select id from wagtailcore_page where draft_title = ? order by id desc", title)


def number_of(demo: Demo, query: str, *values: str) -> int:
    """The one number that a question asks for."""
    row = demo.row(query, *values)
    assert row, (query, values)
    return int(row[0])


def prose(page: Page, field: str, words: str) -> None:
    """Type into a field of rich text, and wait until it stands in the form, a quarter of a second later."""
    hidden = page.locator(f"[name='{field}']")
    box = page.locator("[data-streamfield-widget]", has=hidden).locator(".public-DraftEditor-content")
    box.click()
    page.keyboard.insert_text(words)
    expect(box).to_contain_text(words)
    expect(hidden).to_have_value(re.compile(re.escape(words)))


def act(page: Page, action: str) -> None:
    """An action of the editor's menu at the foot of the page."""
    page.get_by_role("button", name="More actions").click()
    follow(page.locator(f'[name="action-{action}"]'))
    expect(page.locator(".messages")).to_be_visible()


def is_save(request: Request, words: str = "") -> bool:
    """Whether the editor saves by itself, and with these words."""
    if request.method != "POST" or "json" not in request.headers.get("accept", ""):
        return False
    return words.encode() in (request.post_data_buffer or b"")


def be_saved(field: Locator, words: str) -> str:
    """Type until the editor has saved what was typed, by itself; what that was.

    Wagtail takes the form as it is when the answer to a save arrives for what was saved: what was typed while the
    save was under way is not sent before something else is typed. So does it with what was typed in the first two
    seconds. Whoever saw no save of the words types others.
    """
    page = field.page
    for turn in range(TURNS):
        expect(page.locator(INDICATOR)).not_to_have_attribute(STATE, "saving")
        typed = f"{words} {turn}"
        try:
            with page.expect_request(lambda request, typed=typed: is_save(request, typed), timeout=SOON) as asked:
                field.fill(typed)
        except TimeoutError:
            continue
        answer = asked.value.response()
        assert answer is not None
        assert answer.ok
        expect(page.locator(INDICATOR)).to_have_attribute(STATE, "saved")
        return typed
    raise AssertionError(f"typed {TURNS} times and not saved: {words}")


def save_no_more(page: Page) -> None:
    """The editor does not save by itself from here on; whoever types must send the form."""
    page.locator("[data-edit-form]").evaluate("form => form.setAttribute('data-w-autosave-active-value', 'false')")
