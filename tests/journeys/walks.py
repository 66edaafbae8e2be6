"""Ways through the pages that are reached by forms only: “I need help now” and asking for training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.conftest import Visit, follow

CANARY = "quaggaword"
# A country and a language, as people write them.
WORDS = {
    "en": {"country": "Honduras", "language": "Spanish", "error": "Error"},
    "es": {"country": "Honduras", "language": "español", "error": "Error"},
    "fr": {"country": "Honduras", "language": "espagnol", "error": "Erreur"},
    "ar": {"country": "هندوراس", "language": "الإسبانية", "error": "خطأ"},
}
HAPPENED = {
    "en": f"Somebody broke into our room. {CANARY}",
    "es": f"Entraron a la fuerza en nuestra oficina. {CANARY}",
    "fr": f"On est entré de force chez nous. {CANARY}",
    "ar": f"اقتحم أحدهم مكتبنا. {CANARY}",
}


@dataclass(frozen=True)
class Secrets:
    """What a requester writes down."""

    code: str
    passphrase: str


def follow_to(page: Page, address: str) -> None:
    """The first link to an address that can be seen."""
    follow(page.locator(f'a[href="{address}"]:visible').first)


def press(page: Page, name: str, value: str) -> None:
    """A button by what it sends."""
    follow(page.locator(f'main button[name="{name}"][value="{value}"]').first)


def go_on(page: Page) -> None:
    """The one button of a page that leads on."""
    follow(page.locator("main form button.go:not(.go-quiet)").first)


def step(page: Page) -> str:
    """Which step of asking is shown."""
    return page.locator('main input[name="step"]').first.input_value()


def help_pages(visit: Visit, language: str) -> Iterator[str]:
    """Every page of “I need help now”; each is shown when its name comes."""
    page = visit.go(f"/{language}/help/")
    yield "help: what"
    press(page, "what", "device")
    yield "help: where"
    go_on(page)
    yield "help: where, with an error"
    page.locator("select[name=where]").select_option("HN")
    go_on(page)
    yield "help: language"
    press(page, "speaks", language)
    yield "help: first steps"


def fill(page: Page, number: int, language: str) -> None:
    """Answer the questions of a step that must be answered, and some that may."""
    word = WORDS[language]
    if number == 1:
        page.locator("[name=country]").fill(word["country"])
        page.locator("[name=group_kind][value=collective]").check()
        page.locator("[name=participants]").fill("٨" if language == "ar" else "8")
    elif number == 2:
        page.locator("[name=situation][value=danger]").check()
        page.locator("[name=happened]").fill(HAPPENED[language])
        page.locator("[name=risk_level][value=medium]").check()
    elif number == 3:
        page.locator("[name=topics][value=digital-security]").check()
        page.locator("[name=language]").fill(word["language"])
        page.locator("[name=format][value=online]").check()
        page.locator("[name=length][value=days]").check()
    else:
        page.locator("[name=tell][value=code]").check()


def asking_pages(visit: Visit, language: str) -> Iterator[str]:
    """The steps of asking for training and the matches, with an error on the way; nothing is sent."""
    page = visit.go(f"/{language}/request/")
    yield "request: step 1"
    go_on(page)
    yield "request: step 1, with errors"
    for number in range(1, 5):
        fill(page, number, language)
        go_on(page)
        yield f"request: step {number + 1}" if number < 4 else "request: matches"


def secrets(page: Page) -> Secrets:
    """The code and the passphrase on the page that shows them once."""
    words = page.locator(".secret dd.words span").all_inner_texts()
    return Secrets(page.locator(".secret dd").first.inner_text(), " ".join(words))
