"""First help as values: where somebody stands, which texts come first, what their steps are, what the clock says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import help_words
from casework.first_help import (
    MOST_TEXTS,
    QUESTIONS,
    SKIPPED,
    TOPICS,
    Asked,
    Situation,
    Steps,
    Text,
    choose,
    stand,
    steps,
)
from casework.local_time import local
from casework.routing import Open, Opens, Unknown
from hub import languages
from vocabulary import places, tongues
from vocabulary.places import DATA

COUNTRIES = frozenset(places.countries())
ALL = {"what": "device", "where": "KE", "speaks": "quc"}


def at(said: dict[str, str]) -> tuple[str | None, bool]:
    place = stand(said, COUNTRIES, tongues.is_tag)
    return place.question, place.refused


# ---- the questions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, ("what", False)),
        ({"what": "device"}, ("where", False)),
        ({"what": "device", "where": "KE"}, ("speaks", False)),
        (ALL, (None, False)),
        (SKIPPED, (None, False)),
        ({"what": "nonsense"}, ("what", True)),
        ({"what": "device", "where": ""}, ("where", True)),
        ({"what": "device", "where": "014"}, ("where", True)),
        ({"what": "-", "where": "KE"}, ("what", True)),
        ({**ALL, "speaks": "EN"}, ("speaks", True)),
        ({**ALL, "ask": "where"}, ("where", False)),
        ({**ALL, "ask": "elsewhere"}, (None, False)),
        ({"ask": "speaks"}, ("speaks", False)),
    ],
)
def test_the_question_to_ask(said: dict[str, str], expected: tuple[str | None, bool]) -> None:
    assert at({str(name): str(value) for name, value in said.items()}) == expected


@given(
    st.dictionaries(
        st.sampled_from([*QUESTIONS, "ask", "other"]), st.text() | st.sampled_from(["device", "KE", "en", "-"])
    )
)
def test_whatever_is_said_there_is_a_question_or_every_answer(said: dict[str, str]) -> None:
    place = stand(said, COUNTRIES, tongues.is_tag)
    assert place.question in {*QUESTIONS, None}
    if place.question is None:
        assert place.asked.answers() == {name: said[name] for name in QUESTIONS}
    # Only answers come out again, never what somebody made up.
    assert place.asked.what in {*Situation, ""}
    assert place.asked.where in COUNTRIES | {"-", ""}
    assert place.asked.speaks in {"-", ""} or tongues.is_tag(place.asked.speaks)


def test_an_answer_can_be_taken_back() -> None:
    assert Asked("device", "KE", "en").without("where").answers() == {"what": "device", "speaks": "en"}


# ---- the texts ------------------------------------------------------------------------------------


def test_every_situation_has_topics_of_the_vocabulary_and_sentences() -> None:
    known = json.loads((DATA / "concepts.json").read_text("utf-8"))["topic"]
    for situation in Situation:
        assert TOPICS[situation]
        assert set(TOPICS[situation]) <= set(known)
        assert all(help_words.SITUATIONS[situation])


def text(page: int, topic: str = "arrests", language: str = "en", **more: Any) -> Text:
    return Text(
        **{"page": page, "same": str(page), "kind": "guide", "level": "", "topic": topic, "language": language, **more}
    )


def chosen(*texts: Text, chain: tuple[str, ...] = ("en",), here: tuple[str, ...] = ()) -> list[int]:
    return choose(texts, Situation.ARREST, chain, here)


def test_each_topic_gives_its_best_first() -> None:
    assert chosen(text(1, "kidnapping"), text(2), text(3), text(4, "incident-response")) == [2, 1, 4, 3]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"kind": "guide"}, {"kind": "checklist"}),
        ({"kind": "checklist"}, {"kind": "manual"}),
        ({"level": ""}, {"level": "beginner"}),
        ({"level": "beginner"}, {"level": "advanced"}),
        ({"level": "beginner", "kind": "manual"}, {"level": "expert", "kind": "guide"}),
        ({"level": "expert"}, {"level": "unheard of"}),
    ],
)
def test_short_and_plain_comes_first(better: dict[str, str], worse: dict[str, str]) -> None:
    assert chosen(text(1, **worse), text(2, **better)) == [2, 1]


def test_the_reader_s_language_first_then_the_chain_each_text_once() -> None:
    mine, same, other = text(1, language="ar", same="a"), text(2, same="a"), text(3)
    assert chosen(same, other, mine, chain=("ar", "en")) == [1, 3]


def test_another_language_only_where_the_chain_has_nothing() -> None:
    russian = text(1, language="ru")
    assert chosen(russian, chain=("ar", "en")) == [1]
    assert chosen(russian, text(2), chain=("ar", "en")) == [2]


def test_a_text_about_another_place_is_left_out() -> None:
    assert chosen(text(1, places=("HN",)), text(2, places=("014", "KE")), here=("KE", "014", "202")) == [2]
    assert chosen(text(1, places=("HN",))) == []


def test_few_texts_are_enough() -> None:
    assert len(chosen(*(text(number) for number in range(1, 20)))) == MOST_TEXTS
    assert chosen() == []


# ---- the steps ------------------------------------------------------------------------------------

LIST = "<ol><li>One.</li><li>Two.</li><li>Three.</li></ol>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            f"<h2>Before</h2><p>x</p><h3>The <b>first</b> hour</h3>{LIST}",
            Steps("The first hour", ("One.", "Two.", "Three.")),
        ),
        (LIST, Steps("", ("One.", "Two.", "Three."))),
        (
            f"<ol><li>a</li></ol><h2>H</h2>{LIST}<ol><li>b</li><li>c</li><li>d</li></ol>",
            Steps("H", ("One.", "Two.", "Three.")),
        ),
        (
            '<ol><li data-x="1">A <a href="/x">link</a>,\n and more</li>'
            "<li>B &amp; C<ul><li>inside</li></ul></li><li>D</li></ol>",
            Steps("", ("A link, and more", "B & C", "D")),
        ),
        (f"<p>see<sup>1</sup></p>{LIST}<p>after</p>", Steps("", ("One.", "Two.", "Three."))),
        # Footnotes are no steps.
        (f"<p>see<sup>1</sup></p>{LIST}", None),
        ("<ul><li>a</li><li>b</li><li>c</li></ul>", None),
        ("<ol><li>a</li><li>b</li></ol>", None),
        ("", None),
        ("<ol><li>never closed", None),
    ],
)
def test_the_first_numbered_list_is_what_to_do(html: str, expected: Steps | None) -> None:
    assert steps(html) == expected


@given(st.text(alphabet="<>/olih23 up&;x", max_size=200))
def test_no_markup_breaks_the_reading(html: str) -> None:
    found = steps(html)
    assert found is None or len(found.items) >= 3


# ---- the clock ------------------------------------------------------------------------------------

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
MOMENTS = {
    "later": dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC),
    "midnight": dt.datetime(2026, 11, 24, 21, tzinfo=dt.UTC),
    "tomorrow": dt.datetime(2026, 11, 25, 5, tzinfo=dt.UTC),
    "friday": dt.datetime(2026, 11, 27, 5, tzinfo=dt.UTC),
    "next week": dt.datetime(2026, 12, 1, 5, tzinfo=dt.UTC),
}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (Open(None), ("Open now, at all hours.", False)),
        (Open(MOMENTS["later"]), ("Open now, until 17:00.", True)),
        (Open(MOMENTS["midnight"]), ("Open now, until 00:00.", True)),
        (Open(MOMENTS["tomorrow"]), ("Open now, until tomorrow at 08:00.", True)),
        (Open(MOMENTS["friday"]), ("Open now, until Friday at 08:00.", True)),
        (Opens(MOMENTS["later"]), ("Closed now. Opens today at 17:00.", True)),
        (Opens(MOMENTS["midnight"]), ("Closed now. Opens tomorrow at 00:00.", True)),
        (Opens(MOMENTS["tomorrow"]), ("Closed now. Opens tomorrow at 08:00.", True)),
        (Opens(MOMENTS["friday"]), ("Closed now. Opens on Friday at 08:00.", True)),
        (Opens(MOMENTS["next week"]), ("Closed now. Opens on Tuesday, 1 December 2026 at 08:00.", True)),
        (Unknown(), ("This desk has not said when it is open.", False)),
    ],
)
def test_when_a_desk_is_open_in_words(state: Any, expected: tuple[str, bool]) -> None:
    assert help_words.opening(state, NOW, "KE", languages.DEFAULT) == expected


def test_the_words_of_a_clock_keep_the_digits_of_the_language() -> None:
    said, _own = help_words.opening(Open(MOMENTS["later"]), NOW, "KE", languages.BY_CODE["ar"])
    assert "١٧:٠٠" in said


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("KE", "13:00"),
        ("NP", "15:45"),
        ("GB", "10:00"),
        ("US", None),
        ("ES", None),
        ("XX", None),
        ("-", None),
        ("", None),
    ],
)
def test_the_time_of_a_country_where_its_clocks_agree(country: str, expected: str | None) -> None:
    shown = local(NOW, country)
    assert (f"{shown:%H:%M}" if shown else None) == expected


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_no_country_breaks_the_clock(country: str) -> None:
    shown = local(NOW, country)
    assert shown is None or shown == NOW
