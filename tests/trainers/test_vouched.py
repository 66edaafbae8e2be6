"""The table of a vouching's states, and the days that matter: no database."""

from __future__ import annotations

import datetime as dt

import pytest

from trainers import vouched
from trainers.choices import VouchingAct, VouchingState

TODAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("standing", "days", "state"),
    [
        (None, None, "never"),
        ("vouched", 31, "vouched"),
        ("vouched", 30, "soon"),
        ("vouched", 0, "soon"),
        ("vouched", -1, "ended"),
        ("suspended", 100, "suspended"),
        ("suspended", -1, "suspended"),
        ("withdrawn", 100, "withdrawn"),
    ],
)
def test_how_a_vouching_is_on_a_day(standing: str | None, days: int | None, state: str) -> None:
    until = None if days is None else TODAY + dt.timedelta(days=days)
    assert vouched.state(standing, until, TODAY) == state


def test_every_state_has_its_acts_and_only_the_last_two_bring_nothing_back() -> None:
    assert set(vouched.MOVES) == set(VouchingState)
    assert not vouched.may_follow(VouchingState.NEVER, VouchingAct.SUSPEND)
    assert not vouched.may_follow(VouchingState.WITHDRAWN, VouchingAct.RESUME)
    assert vouched.may_follow(VouchingState.SUSPENDED, VouchingAct.RESUME)
    assert VouchingAct.IMPORT not in {act for acts in vouched.MOVES.values() for act in acts}


@pytest.mark.parametrize(
    ("today", "months", "latest"),
    [
        (dt.date(2026, 12, 1), 24, dt.date(2028, 12, 1)),
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
        (dt.date(2027, 1, 31), 1, dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), 4, dt.date(2027, 12, 31)),
    ],
)
def test_months_ahead_end_on_a_day_that_there_is(today: dt.date, months: int, latest: dt.date) -> None:
    assert vouched.latest(today, months) == latest


@pytest.mark.parametrize(
    ("left", "told", "step"),
    [
        (31, None, None),
        (30, None, 30),
        (30, 30, None),
        (8, 30, None),
        (7, 30, 7),
        (7, 7, None),
        (3, None, 7),
        (-1, 7, None),
    ],
)
def test_a_desk_is_told_twice_and_no_more(left: int, told: int | None, step: int | None) -> None:
    assert vouched.due(TODAY + dt.timedelta(days=left), told, TODAY) == step
