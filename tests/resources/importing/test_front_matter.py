"""The front matter: words and lists of words, and nothing else that YAML can do."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.importing.faults import Fault
from resources.importing.front_matter import check, parse, split
from resources.values import Front


def read(head: str) -> tuple[Front, list[str]]:
    told: list[str] = []
    return check(parse(head), told.append), told


def test_everything_a_file_can_say() -> None:
    front, told = read(
        "title: 'Phones: a start'\nkind: guide\nlevel: beginner\ntopics: [phones, travel]\n"
        "at_risk_groups:\n- journalists\nregions: [NO, '419']\ntags: []\npublished: 2024-07-26\n"
        "reviewed: '2025-01-02'\nreview_by: 2026-01-02T00:00:00Z\nauthors:\n- Ana\n- Bo\nlicence: CC-BY-4.0\n"
        "source_url: https://example.org/a\n"
    )
    assert told == []
    assert front.title == "Phones: a start"
    assert (front.kind, front.level) == ("guide", "beginner")
    assert front.topics == ("phones", "travel")
    assert front.regions == ("NO", "419")
    assert (front.published, front.reviewed) == (dt.date(2024, 7, 26), dt.date(2025, 1, 2))
    assert front.review_by == dt.date(2026, 1, 2)
    assert front.texts["authors"] == "Ana, Bo"


def test_words_are_never_guessed() -> None:
    front, _told = read("title: 0x10\nregions: [NO, 001, 0o14]\nlicence: no\nsummary: 1_000\n")
    assert front.title == "0x10"
    assert front.regions == ("NO", "001", "0o14")
    assert (front.texts["licence"], front.texts["summary"]) == ("no", "1_000")


def test_empty_values_are_no_words() -> None:
    front, told = read("title: A\nsummary:\ntopics:\nlicence: ~\nsource: null\n")
    assert (front.topics, dict(front.texts), told) == ((), {}, [])


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("kind: guide", "no `title`"),
        ("title: [a, b]", "must be words"),
        ("title: {a: b}", "must be words"),
        ("title: A\ntitle: B", "twice"),
        ("title: A\nkind: poem", "`kind: poem` is not one of"),
        ("- a\n- b", "not a list of `key: value`"),
        ("", "not a list of `key: value`"),
        ("title: [", "not YAML"),
        ("title: A\n\tkind: b", "not YAML"),
        ("title: &a A\nsummary: *a", "anchors"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "anchors"),
        ("title: !!python/object/apply:os.system [ls]", "YAML tag"),
        ("title: !!binary aGk=", "YAML tag"),
        ("title: !x A", "YAML tag"),
        ("title: A\n--- \nkind: guide", "more than one"),
        ("topics: [a, [b]]\ntitle: A", "list of at most"),
        ("title: " + "[" * 5000, "must be"),
        ("? [a]\n: b", "not a word"),
        ("title: " + "x" * 300, "longer than 255"),
        ("title: A\nsummary: " + "x" * 30_000, "longer than"),
        ("topics: [" + "a," * 500 + "]\ntitle: A", "at most 200"),
    ],
)
def test_what_fails(head: str, reason: str) -> None:
    with pytest.raises(Fault) as failed:
        read(head)
    assert reason in failed.value.reason


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("colour: red", "`colour` is not a key"),
        ("level: easy", "`level: easy` is not one of"),
        ("review_by: soon", "is not a date"),
        ("published: 2024-13-40", "is not a date"),
        ("source_url: javascript:alert(1)", "not a web address"),
        ("summary: " + "word " * 90, "longer than 300"),
    ],
)
def test_what_is_told_and_left_out(line: str, words: str) -> None:
    front, told = read(f"title: A\n{line}\n")
    assert len(told) == 1
    assert words in told[0]
    assert len(front.texts.get("summary", "")) <= 300
    assert not front.texts.get("source_url")


def test_characters_that_deceive_are_taken_out() -> None:
    front, _told = read('title: "a\u202eb\\u0007c\\uD800"\n')
    assert front.title == "abc"


def test_splitting() -> None:
    assert split("---\na: 1\n---\nBody\n---\n") == ("a: 1\n", "Body\n---\n")
    assert split("---\na: 1\n---") == ("a: 1\n", "")
    for bad in ("", "a: 1", "--- a\n---\n", "---\na: 1\n"):
        with pytest.raises(Fault):
            split(bad)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_fails_in_words(head: str) -> None:
    with contextlib.suppress(Fault):
        front, _told = read(f"title: A\n{head}")
        assert front.title
