"""The shelf has room for so many bytes; which requests and answers may stand there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from home.kept_pages.shelf import AROUND, KeptPage, Shelf
from home.kept_pages.which import is_for_all, is_kept, may_be_asked

NOW = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


def page(size: int = 100, state: str = "now", until: dt.datetime | None = None) -> KeptPage:
    return KeptPage(state, until, b"x" * size, ())


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    shelf = Shelf(2 * (AROUND + 100), AROUND + 100)
    shelf.put("a", page())
    shelf.put("b", page())
    assert shelf.get("a", "now", NOW)
    shelf.put("c", page())
    assert [key for key in "abc" if key in shelf] == ["a", "c"]
    assert shelf.bytes == 2 * (AROUND + 100)


def test_what_is_too_large_is_not_kept_and_what_stands_there_stays() -> None:
    shelf = Shelf(10 * AROUND, AROUND + 100)
    shelf.put("a", page(101))
    assert not len(shelf)
    shelf.put("a", page(100))
    shelf.put("a", page(50))
    assert shelf.bytes == AROUND + 50


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        (page(), True),
        (page(state="before"), False),
        (page(until=NOW + dt.timedelta(seconds=1)), True),
        (page(until=NOW), False),
    ],
)
def test_a_page_of_another_state_or_that_has_ended_is_dropped(kept: KeptPage, found: bool) -> None:
    shelf = Shelf(10 * AROUND, 10 * AROUND)
    shelf.put("a", kept)
    assert bool(shelf.get("a", "now", NOW)) is found
    assert ("a" in shelf) is found
    assert (shelf.bytes > 0) is found


@pytest.mark.parametrize(
    ("view", "query", "kept"),
    [
        ("wagtail_serve", "", True),
        ("wagtail_serve", "page=2", True),
        ("wagtail_serve", "page=2&x=1", False),
        ("wagtail_serve", "page=2%20words", False),
        ("wagtail_serve", "&&", False),
        ("trainers:directory", "topic=phishing&topic=wellbeing&sort=name", True),
        ("trainers:directory", "q=phishing", False),
        ("trainers:profile", "page=2", False),
        ("trainers:desk", "", False),
        ("search", "", False),
    ],
)
def test_only_known_questions_are_kept(view: str, query: str, kept: bool) -> None:
    assert is_kept(view, query) is kept


@pytest.mark.parametrize(
    ("method", "environ", "asked"),
    [
        ("GET", {}, True),
        ("HEAD", {"HTTP_COOKIE": ""}, True),
        ("POST", {}, False),
        ("GET", {"HTTP_COOKIE": "session=1"}, False),
        ("GET", {"HTTP_AUTHORIZATION": "Basic x"}, False),
        ("GET", {"QUERY_STRING": "x" * 301}, False),
    ],
)
def test_only_who_is_nobody_in_particular_is_answered_so(method: str, environ: dict[str, Any], asked: bool) -> None:
    assert may_be_asked(method, environ, "/en/") is asked
    assert not may_be_asked(method, environ, "/en/" + "x" * 600)


@pytest.mark.parametrize(
    ("status", "headers", "cookies", "kept"),
    [
        (200, {}, False, True),
        (200, {"Vary": "Cookie"}, False, True),
        (200, {"Vary": "Cookie, Accept-Language"}, False, False),
        (200, {"Cache-Control": "max-age=3, private"}, False, False),
        (200, {"Cache-Control": "No-Store"}, False, False),
        (200, {}, True, False),
        (404, {}, False, False),
        (410, {}, False, False),
    ],
)
def test_only_answers_for_everybody_are_kept(status: int, headers: dict[str, str], cookies: bool, kept: bool) -> None:
    assert is_for_all(status, headers, cookies) is kept
