"""A page in four languages, with a quotation and a history, is typed in the editor and read as it was meant."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.demos import Demo
from tests.journeys.staffroom import act, be_saved, number_of, prose, save_no_more, sign_in

pytestmark = pytest.mark.browser

BLOCKS = "#body-root > [data-streamfield-stream-container] > "
PASSAGES = (
    ("fr", "fr", "ltr", "Trois questions pour celles et ceux qui ont appris ensemble."),
    ("ar", "ar", "rtl", "ثلاثة أسئلة لمن تعلّموا معًا في القرية."),
    ("quc-gt", "quc-GT", "ltr", "Oxib ta’onem rech ri komon."),
)
NEWS = "select id from wagtailcore_page where url_path = '/home/news/'"
SUMMARY = "Three questions, in four languages."
SAID = "Nobody asked us before which half of the course we still use."
WHO, ROLE = "A course guest of 2024", "teaches at a river school"
EVENTS = (("2019", "Two courses by lamplight.", "2019"), ("2021-05", "The first visit to a village.", "May 2021"))


class Writing:
    """Somebody's hands on the blocks of a page that is being written."""

    def __init__(self, page: Page) -> None:
        """Begin with an empty text."""
        self.page, self.blocks = page, 0

    def block(self, kind: str) -> str:
        """Press the last + and choose; how the names of the new block's fields begin."""
        self.page.locator(f"{BLOCKS}div > button.c-sf-add-button").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        self.blocks += 1
        return f"body-{self.blocks - 1}-value"

    def item(self) -> None:
        """One more entry in the list of the last block."""
        self.page.locator(f"{BLOCKS}[data-streamfield-child]").last.locator("[data-streamfield-list-add]").last.click()

    def line(self, name: str, words: str) -> None:
        """Type into a plain field."""
        self.page.locator(f"[name='{name}']").fill(words)

    def prose(self, name: str, words: str) -> None:
        """Type into a field of rich text."""
        prose(self.page, name, words)


def write(writing: Writing) -> None:
    """The call for answers, block by block."""
    writing.prose(writing.block("Text"), "Say what the course changed, and what it did not.")
    for typed, _tag, _direction, words in PASSAGES:
        name = writing.block("Passage in another language")
        writing.line(f"{name}-language", typed)
        writing.prose(f"{name}-text", words)
    name = writing.block("Quotation")
    writing.prose(f"{name}-text", SAID)
    writing.line(f"{name}-source", WHO)
    writing.line(f"{name}-role", ROLE)
    name = writing.block("Timeline")
    for number, (when, what, _shown) in enumerate(EVENTS):
        if number:
            writing.item()
        writing.line(f"{name}-items-{number}-value-when", when)
        writing.prose(f"{name}-items-{number}-value-text", what)


def change_what_was_saved(page: Page) -> None:
    """Two saves by the editor itself, then a last change that is sent before a third: still nobody else's text."""
    summary = page.locator("#id_summary")
    for words in ("Three questions.", "Three questions, in two languages."):
        be_saved(summary, words)
    save_no_more(page)
    summary.fill(SUMMARY)


def test_a_page_of_several_languages_is_typed_published_and_read(staff: Visit, demo: Demo) -> None:
    page = sign_in(staff, "editor")
    title = f"What did the course change {secrets.token_hex(4)}"
    staff.go(f"/admin/pages/add/resources/newspage/{number_of(demo, NEWS)}/")
    writing = Writing(page)
    writing.line("title", title)
    write(writing)
    change_what_was_saved(page)
    act(page, "publish")

    reader = page.context.browser.new_context(java_script_enabled=False).new_page()  # type: ignore[union-attr]
    reader.goto(f"{demo.url}/en/news/{re.sub('[^a-z0-9]+', '-', title.lower())}/")
    expect(reader.locator("main")).to_contain_text(SUMMARY)
    passages = reader.locator("main .passage")
    assert passages.evaluate_all("all => all.map(each => [each.lang, each.dir, each.innerText.trim()])") == [
        [tag, direction, words] for _typed, tag, direction, words in PASSAGES
    ]
    said = reader.locator("main figure.said")
    expect(said.locator("blockquote")).to_have_text(re.compile(rf"^\s*{re.escape(SAID)}\s*$"))
    expect(said.locator("cite")).to_have_text(WHO)
    expect(said.locator("figcaption")).to_contain_text(ROLE)
    times = reader.locator("main .timeline time")
    assert times.evaluate_all("all => all.map(each => [each.dateTime, each.innerText])") == [
        [when, shown] for when, _what, shown in EVENTS
    ]
    reader.context.close()
