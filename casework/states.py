"""The states a case goes through and who may move it: tables, without the database."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from casework.verdicts import Verdict


class State(StrEnum):
    """Where a case stands."""

    UNCONFIRMED = "unconfirmed"
    NEW = "new"
    READ = "read"
    ANSWERED = "answered"
    CLOSED = "closed"


class Urgency(StrEnum):
    """How soon an answer is needed, the most urgent first."""

    URGENT = "urgent"
    SOON = "soon"
    PLANNED = "planned"


class Actor(StrEnum):
    """Who moves a case."""

    REQUESTER = "requester"
    DESK = "desk"
    CLOCK = "clock"


# Cases that a desk works on and that their requester can open.
ACTIVE: Final = frozenset({State.NEW, State.READ, State.ANSWERED})
# Cases whose clock runs: the desk owes an answer.
WAITING: Final = frozenset({State.NEW, State.READ})


class Transition(NamedTuple):
    """One move: from, to, by whom, the code of its sentence, and whether somebody may make it by itself."""

    before: State
    after: State
    by: Actor
    why: str
    by_hand: bool = False


TRANSITIONS: Final = (
    Transition(State.UNCONFIRMED, State.NEW, Actor.REQUESTER, "code_kept"),
    Transition(State.NEW, State.READ, Actor.DESK, "opened"),
    Transition(State.NEW, State.ANSWERED, Actor.DESK, "answer"),
    Transition(State.READ, State.ANSWERED, Actor.DESK, "answer"),
    Transition(State.ANSWERED, State.NEW, Actor.REQUESTER, "message"),
    Transition(State.READ, State.NEW, Actor.DESK, "handed_over"),
    Transition(State.ANSWERED, State.NEW, Actor.DESK, "handed_over"),
    Transition(State.NEW, State.CLOSED, Actor.DESK, "closed", by_hand=True),
    Transition(State.READ, State.CLOSED, Actor.DESK, "closed", by_hand=True),
    Transition(State.ANSWERED, State.CLOSED, Actor.DESK, "closed", by_hand=True),
    Transition(State.CLOSED, State.READ, Actor.DESK, "reopened", by_hand=True),
)
BY_MOVE: Final = {(row.before, row.after, row.by): row for row in TRANSITIONS}


def may_move(state: State, to: State, by: Actor, *, by_hand: bool = False) -> Verdict:
    """Whether somebody may move a case from one state to another; what the table does not name is refused.

    With `by_hand`: by itself, rather than because of an answer, a message or a hand-over.
    """
    if state == to:
        return Verdict(False, "already_there")
    row = BY_MOVE.get((state, to, by))
    if row is None:
        return Verdict(False, "no_such_move")
    return Verdict(False, "not_by_hand") if by_hand and not row.by_hand else Verdict(True, row.why)


def moves_by_hand(state: State) -> Iterator[State]:
    """Where a desk may move a case by itself: what its buttons say."""
    return (row.after for row in TRANSITIONS if row.before == state and row.by_hand)
