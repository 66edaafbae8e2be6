"""Clocks: by when a case is answered, when it goes, in which order a desk sees it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import words
from casework.clocks import ANSWER_WITHIN, Ago, Left, ago, answer_by, left, months_after, purge_on
from casework.states import State, Urgency

DAY = dt.date(2026, 12, 1)
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2100, 1, 1))


@pytest.mark.parametrize(("urgency", "day"), [("urgent", 2), ("soon", 4), ("planned", 8)])
def test_an_answer_is_due_after_the_days_of_its_urgency(urgency: str, day: int) -> None:
    assert answer_by(Urgency(urgency), DAY) == dt.date(2026, 12, day)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        *((-1, "today"), (0, "today"), (1, "this week"), (6, "this week")),
        *((7, "this month"), (29, "this month"), (30, "before"), (400, "before")),
    ],
)
def test_what_a_requester_did_is_told_in_words(days: int, said: str) -> None:
    assert words.AGO[ago(DAY - dt.timedelta(days=days), DAY)] == said
    assert set(words.AGO) == set(Ago)


def test_the_more_urgent_the_sooner() -> None:
    assert set(ANSWER_WITHIN) == set(Urgency)
    assert list(ANSWER_WITHIN.values()) == sorted(ANSWER_WITHIN.values())


@pytest.mark.parametrize(
    ("ahead", "expected", "sentence"),
    [
        (3, Left(3, over=False), "3 days left"),
        (1, Left(1, over=False), "1 day left"),
        (0, Left(0, over=False), "Answer today"),
        (-1, Left(1, over=True), "1 day over"),
        (-2, Left(2, over=True), "2 days over"),
    ],
)
def test_the_clock_says_what_is_left(ahead: int, expected: Left, sentence: str) -> None:
    found = left(DAY + dt.timedelta(days=ahead), DAY)
    assert found == expected
    assert words.time_left(found) == sentence


@pytest.mark.parametrize(
    ("state", "goes"),
    [
        (State.NEW, dt.date(2028, 1, 1)),
        (State.READ, dt.date(2028, 1, 1)),
        (State.ANSWERED, dt.date(2028, 1, 1)),
        (State.UNCONFIRMED, dt.date(2026, 12, 3)),
    ],
)
def test_a_case_goes_thirteen_months_after_its_last_message(state: State, goes: dt.date) -> None:
    assert purge_on(state, DAY, None) == goes


def test_a_closed_case_goes_ninety_days_after_closing_whenever_it_was_written_to() -> None:
    assert purge_on(State.CLOSED, DAY, DAY) == DAY + dt.timedelta(days=90)


def test_an_unconfirmed_case_stays_a_whole_day_whatever_the_hour() -> None:
    last_minute = dt.datetime(2026, 12, 1, 23, 59, tzinfo=dt.UTC)
    goes = dt.datetime.combine(purge_on(State.UNCONFIRMED, last_minute.date(), None), dt.time(), dt.UTC)
    assert dt.timedelta(days=1) <= goes - last_minute <= dt.timedelta(days=2)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 1, 31), 13, dt.date(2027, 2, 28)),
        (dt.date(2027, 1, 31), 13, dt.date(2028, 2, 29)),
        (dt.date(2026, 11, 30), 13, dt.date(2027, 12, 30)),
        (dt.date(2026, 12, 15), 1, dt.date(2027, 1, 15)),
        (dt.date(2026, 12, 15), 12, dt.date(2027, 12, 15)),
    ],
)
def test_months_end_where_the_shorter_one_ends(day: dt.date, months: int, expected: dt.date) -> None:
    assert months_after(day, months) == expected


@given(DATES, DATES)
def test_a_later_message_never_makes_a_case_go_sooner(one: dt.date, other: dt.date) -> None:
    first, second = sorted([one, other])
    assert purge_on(State.NEW, first, None) <= purge_on(State.NEW, second, None)
    assert 393 <= (purge_on(State.NEW, first, None) - first).days <= 397


@given(st.sampled_from(list(Urgency)), DATES)
def test_every_state_ends_on_a_day_to_come(urgency: Urgency, day: dt.date) -> None:
    assert all(purge_on(state, day, day) > day for state in State)
    assert answer_by(urgency, day) > day
