"""The stages of a proposal and who may move it: tables, without the database.

A trainer answers first, then the group that asked. Names are shared when both have said yes, and in no other stage.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from casework.verdicts import Verdict

# So many trainers may be asked at a time: each of them learns that somebody in a region asks for help.
MOST_AT_ONCE: Final = 5


class Stage(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    YES = "yes"
    DATES = "dates"
    NO = "no"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"


class By(StrEnum):
    """Who moves a proposal; the rule is that one agreement ends the others."""

    TRAINER = "trainer"
    GROUP = "group"
    DESK = "desk"
    RULE = "rule"


# The trainer has said yes, as asked or on other days: the group decides.
READY: Final = frozenset({Stage.YES, Stage.DATES})
# Somebody's answer is awaited.
LIVE: Final = READY | {Stage.OPEN}
# Whoever said no to a case is not proposed for it again, whichever side it was.
SAID_NO: Final = frozenset({Stage.NO, Stage.REFUSED})
# What a trainer may say, and where it leads.
ANSWERS: Final = frozenset({Stage.YES, Stage.DATES, Stage.NO})


class Move(NamedTuple):
    """One move: from, to, by whom, and the code of its sentence."""

    before: Stage
    after: Stage
    by: By
    why: str


MOVES: Final = (
    Move(Stage.OPEN, Stage.YES, By.TRAINER, "trainer_said_yes"),
    Move(Stage.OPEN, Stage.DATES, By.TRAINER, "trainer_offered_dates"),
    Move(Stage.OPEN, Stage.NO, By.TRAINER, "trainer_said_no"),
    Move(Stage.YES, Stage.AGREED, By.GROUP, "both_agreed"),
    Move(Stage.DATES, Stage.AGREED, By.GROUP, "both_agreed"),
    Move(Stage.YES, Stage.REFUSED, By.GROUP, "group_said_no"),
    Move(Stage.DATES, Stage.REFUSED, By.GROUP, "group_said_no"),
    *(Move(stage, Stage.WITHDRAWN, By.DESK, "withdrawn") for stage in sorted((*LIVE, Stage.AGREED))),
    *(Move(stage, Stage.PASSED, By.RULE, "another_agreed") for stage in sorted(LIVE)),
)
BY_MOVE: Final = {(row.before, row.after, row.by): row for row in MOVES}
# Why not, for a proposal that has come to rest.
ENDED: Final = {
    Stage.NO: "trainer_said_no",
    Stage.REFUSED: "group_said_no",
    Stage.AGREED: "agreed_already",
    Stage.WITHDRAWN: "withdrawn",
    Stage.PASSED: "another_agreed",
}


def may_move(stage: Stage, to: Stage, by: By) -> Verdict:
    """Whether somebody may move a proposal from one stage to another; what the table does not name is refused."""
    row = BY_MOVE.get((stage, to, by))
    if row is not None:
        return Verdict(True, row.why)
    return Verdict(False, ENDED.get(stage, "trainer_first" if stage == Stage.OPEN else "answered_already"))


def may_propose(wanted: Iterable[str], asked: Iterable[tuple[str, Stage]]) -> Verdict:
    """Whether these trainers may be asked for a case, beside those who were asked before."""
    chosen, before = set(wanted), list(asked)
    waiting = {trainer for trainer, stage in before if stage in LIVE}
    if not chosen:
        return Verdict(False, "nobody_chosen")
    if any(stage == Stage.AGREED for _trainer, stage in before):
        return Verdict(False, "agreed_already")
    if chosen & waiting:
        return Verdict(False, "asked_already")
    if len(chosen | waiting) > MOST_AT_ONCE:
        return Verdict(False, "too_many_asked")
    return Verdict(True, "proposed")


def may_hand_link(stage: Stage) -> Verdict:
    """Whether a trainer may be given a link: to answer while nobody has, to the names when both agreed."""
    if stage in (Stage.OPEN, Stage.AGREED):
        return Verdict(True, "proposed")
    return Verdict(False, ENDED.get(stage, "answered_already"))
