"""Who may do what: every pair of the table, and no for everything that it does not name."""

from __future__ import annotations

from itertools import product

import pytest

from casework import words
from casework.policies import ALLOWED, Act, Standing, may, may_all

REQUESTERS = {Act.READ, Act.MESSAGE, Act.CONTACT, Act.ERASE, Act.AGREE}
DESKS = {Act.QUEUE, Act.READ, Act.ANSWER, Act.MOVE, Act.TAKE, Act.HAND_OVER, Act.PROPOSE, Act.WITHDRAW, Act.RENEW}
DESKS |= {Act.COUNT_NEED, Act.VET}
EXPECTED = {
    Standing.REQUESTER: REQUESTERS,
    Standing.MEMBER: DESKS,
    Standing.OTHER_DESK: set[Act](),
    Standing.OPERATOR: set[Act](),
    Standing.NOBODY: set[Act](),
}


@pytest.mark.parametrize(("act", "by"), product(Act, Standing))
def test_who_may_do_what(act: Act, by: Standing) -> None:
    verdict = may(act, by)
    assert verdict.allowed == (act in EXPECTED[by])
    assert verdict.reason in words.REASONS


@pytest.mark.parametrize("by", Standing)
def test_all_that_somebody_may_do(by: Standing) -> None:
    assert may_all(by) == EXPECTED[by]


def test_everybody_and_every_act_is_thought_of() -> None:
    assert set(EXPECTED) == set(Standing)
    assert {act for act, _by in ALLOWED} == set(Act)


def test_a_verdict_is_as_true_as_its_answer() -> None:
    assert may(Act.READ, Standing.MEMBER)
    assert not may(Act.READ, Standing.OPERATOR)


def test_a_refusal_says_why() -> None:
    assert may(Act.READ, Standing.OTHER_DESK).reason == "other_desk"
    assert may(Act.READ, Standing.OPERATOR).reason == "operators_read_no_cases"
    assert may(Act.ERASE, Standing.MEMBER).reason == "requester_only"
    assert may(Act.ANSWER, Standing.REQUESTER).reason == "desk_only"
