"""The stages of a proposal and the outline of a group: every pair of the tables, without a database."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from casework import words
from casework.needs import Answers
from casework.outlines import Size, begins, outline, region, shared, size
from casework.proposing import (
    LIVE,
    MOST_AT_ONCE,
    MOVES,
    READY,
    By,
    Stage,
    may_hand_link,
    may_move,
    may_propose,
)
from vocabulary import places

EXPECTED = {
    By.TRAINER: {(Stage.OPEN, Stage.YES), (Stage.OPEN, Stage.DATES), (Stage.OPEN, Stage.NO)},
    By.GROUP: {(before, after) for before in READY for after in (Stage.AGREED, Stage.REFUSED)},
    By.DESK: {(before, Stage.WITHDRAWN) for before in (*LIVE, Stage.AGREED)},
    By.RULE: {(before, Stage.PASSED) for before in LIVE},
}
WEDNESDAY = dt.date(2026, 12, 2)


@pytest.mark.parametrize("by", By)
def test_who_moves_what(by: By) -> None:
    found = set()
    for before, after in product(Stage, Stage):
        verdict = may_move(before, after, by)
        assert verdict.reason in words.REASONS
        found |= {(before, after)} if verdict else set()
    assert found == EXPECTED[by]
    assert len(MOVES) == len({(row.before, row.after, row.by) for row in MOVES})


def test_names_are_behind_a_link_only_when_both_have_agreed() -> None:
    assert {stage for stage in Stage if may_hand_link(stage)} == {Stage.OPEN, Stage.AGREED}
    assert all(may_hand_link(stage).reason in words.REASONS for stage in Stage)


@pytest.mark.parametrize(
    ("wanted", "asked", "reason"),
    [
        ([], [], "nobody_chosen"),
        (["a"], [("b", Stage.AGREED)], "agreed_already"),
        (["a"], [("b", Stage.WITHDRAWN)], "proposed"),
        (["a"], [("a", Stage.OPEN)], "asked_already"),
        (["a"], [("a", Stage.YES)], "asked_already"),
        (["a"], [("a", Stage.WITHDRAWN)], "proposed"),
        (list("abcde"), [], "proposed"),
        (list("abcdef"), [], "too_many_asked"),
        (["f"], [(each, Stage.OPEN) for each in "abcde"], "too_many_asked"),
        (["f"], [(each, Stage.NO) for each in "abcde"], "proposed"),
    ],
)
def test_whom_a_desk_may_ask(wanted: list[str], asked: list[tuple[str, Stage]], reason: str) -> None:
    verdict = may_propose(wanted, asked)
    assert (verdict.reason, verdict.allowed) == (reason, reason == "proposed")
    assert MOST_AT_ONCE == 5


@pytest.mark.parametrize(("people", "about"), [(1, "few"), (6, "few"), (7, "some"), (25, "many"), (26, "crowd")])
def test_a_group_is_about_so_large(people: int, about: str) -> None:
    assert size(people) == Size(about)


def test_the_part_of_the_world_never_says_the_country() -> None:
    for country in places.countries():
        found = region(places.above(country), places.countries_in)
        assert len(places.countries_in(found)) >= 5, country
        assert places.within(country, found)
    assert region(places.above("KE"), places.countries_in) == "014"
    assert region(places.above("AU"), places.countries_in) == "053"
    assert region((), places.countries_in) == "001"


def test_the_outline_has_no_word_of_the_group_and_the_day_is_a_week() -> None:
    need = Answers(
        country="KE",
        participants=8,
        called="the group",
        happened="happened",
        worries="worries",
        days_note="days",
        logistics="place",
        at_risk_groups=("journalists",),
        start_by=WEDNESDAY,
        topics=("phishing",),
        languages=("sw",),
    )
    found = outline(need, "014", WEDNESDAY)
    assert found["begins"] == "2026-11-30"
    said = str(found)
    assert not [
        word for word in ("KE", "group", "happened", "worries", "days", "place", "journalists", "8") if word in said
    ]
    later = shared(need)
    assert (later["called"], later["country"], later["participants"]) == ("the group", "KE", 8)
    assert not {"happened", "worries", "contact"} & set(later)


def test_a_day_that_has_passed_means_this_week() -> None:
    need = Answers(country="KE", start_by=WEDNESDAY - dt.timedelta(days=90))
    assert begins(need, WEDNESDAY) == dt.date(2026, 11, 30)
