"""What every reader's page keeps to: no account, no counting, nothing from elsewhere, a way out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.security.conftest import PUBLIC

LOADS = {"src", "srcset", "poster", "data", "action", "formaction", "background", "manifest", "ping"}
LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect", "dns-prefetch", "manifest"}
FOREIGN = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
CSS_FOREIGN = re.compile(r"@import|url\(\s*['\"]?(?:[a-z]+:)?//", re.IGNORECASE)


class Loads(HTMLParser):
    """What a browser would fetch or run by itself, and what is written inline."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.inline: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.fetched += [named[name] for name in LOADS & set(named)]
        if tag == "link" and LOADING_LINKS & set(named.get("rel", "").split()):
            self.fetched.append(named.get("href", ""))
        if tag == "a":
            self.links.append(named.get("href", ""))
        data = named.get("type", "") in {"application/json", "application/ld+json"}
        if tag == "style" or (tag == "script" and "src" not in named and not data):
            self.inline.append(tag)
        self.inline += [name for name in named if name == "style" or name.startswith("on")]


def pages(ask) -> dict[str, str]:
    """Every public page that is HTML."""
    answers = {path: ask(path, follow=not path.startswith("/-/")) for path in PUBLIC}
    html = {path: answer for path, answer in answers.items() if answer.get("Content-Type", "").startswith("text/html")}
    return {path: answer.content.decode() for path, answer in html.items() if answer.content}


def test_nothing_on_a_page_comes_from_elsewhere(ask) -> None:
    for path, page in pages(ask).items():
        loads = Loads(page)
        assert [each for each in loads.fetched if FOREIGN.match(each)] == [], path
        assert loads.inline == [], path


def test_no_style_file_fetches_anything_from_elsewhere(settings) -> None:
    for file in (settings.BASE_DIR / "static").rglob("*.css"):
        assert not CSS_FOREIGN.search(file.read_text("utf-8")), file


def test_leaving_is_one_link_on_every_page(ask) -> None:
    found = pages(ask)
    assert len(found) > 10
    for path, page in found.items():
        assert "/-/leave/" in Loads(page).links, path


def test_reading_needs_no_account(ask) -> None:
    for path in PUBLIC:
        assert "/staff/" not in ask(path).get("Location", ""), path


def test_reading_writes_nothing(ask) -> None:
    for path in PUBLIC:
        ask(path)
    with CaptureQueriesContext(connection) as queries:
        for path in PUBLIC:
            ask(path)
    wrote = [
        each["sql"] for each in queries if re.match(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", each["sql"], re.IGNORECASE)
    ]
    assert wrote == []
