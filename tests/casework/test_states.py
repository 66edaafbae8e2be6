"""States and moves: the table is the whole truth."""

from __future__ import annotations

from itertools import product

import pytest

from casework import words
from casework.states import ACTIVE, TRANSITIONS, WAITING, Actor, State, Urgency, may_move, moves_by_hand

MOVES = {(row.before, row.after, row.by) for row in TRANSITIONS}


@pytest.mark.parametrize(("before", "after", "by"), product(State, State, Actor))
def test_only_what_the_table_names_is_allowed(before: State, after: State, by: Actor) -> None:
    assert bool(may_move(before, after, by)) == ((before, after, by) in MOVES)


def test_a_move_is_named_once() -> None:
    assert len(MOVES) == len(TRANSITIONS)


def test_the_life_of_a_case() -> None:
    assert may_move(State.UNCONFIRMED, State.NEW, Actor.REQUESTER)
    assert may_move(State.NEW, State.READ, Actor.DESK)
    assert may_move(State.READ, State.ANSWERED, Actor.DESK)
    assert may_move(State.ANSWERED, State.NEW, Actor.REQUESTER)
    assert may_move(State.ANSWERED, State.CLOSED, Actor.DESK)
    assert may_move(State.CLOSED, State.READ, Actor.DESK)


def test_a_desk_never_sees_what_is_not_confirmed_and_a_requester_closes_nothing() -> None:
    assert not any(may_move(State.UNCONFIRMED, to, Actor.DESK) for to in State)
    assert not any(may_move(state, State.CLOSED, Actor.REQUESTER) for state in State)


def test_no_state_is_reached_by_itself() -> None:
    assert not any(row.by == Actor.CLOCK for row in TRANSITIONS)


def test_nothing_is_left_from_which_there_is_no_way_on() -> None:
    assert {row.before for row in TRANSITIONS} == set(State)


def test_by_hand_a_desk_closes_and_opens_again_and_nothing_else() -> None:
    assert {state: set(moves_by_hand(state)) for state in State} == {
        State.UNCONFIRMED: set(),
        State.NEW: {State.CLOSED},
        State.READ: {State.CLOSED},
        State.ANSWERED: {State.CLOSED},
        State.CLOSED: {State.READ},
    }
    assert may_move(State.READ, State.ANSWERED, Actor.DESK, by_hand=True) == (False, "not_by_hand")


def test_waiting_cases_are_active_and_closed_ones_are_not() -> None:
    assert WAITING < ACTIVE
    assert not {State.UNCONFIRMED, State.CLOSED} & ACTIVE


def test_every_state_urgency_move_and_refusal_has_its_sentence() -> None:
    assert set(words.STATES) == set(words.STATES_IN_SHORT) == set(State)
    assert set(words.URGENCIES) == set(Urgency)
    assert {row.why for row in TRANSITIONS} == set(words.TRANSITIONS)
    reasons = {
        may_move(before, after, by, by_hand=hand).reason
        for before, after, by, hand in product(State, State, Actor, (True, False))
    }
    assert reasons <= set(words.REASONS)
    assert all(words.reason(code) for code in words.REASONS)
