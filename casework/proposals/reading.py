"""The proposals of a case, opened with its key: for its desk, and for the group that asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from casework.envelopes import Key, Place, seal, unseal
from casework.models import Case, Proposal
from casework.proposals import boxes
from casework.proposals.values import Answer, Body, answer_from_json, body_as_json, body_from_json
from casework.proposing import ANSWERS, LIVE, READY, SAID_NO, Stage
from hub.sealing import CannotBeOpened, Ciphertext

# Stages in which a trainer has said something, besides those that are named as what was said.
AFTER_YES = frozenset({Stage.AGREED, Stage.REFUSED})


@dataclass(frozen=True)
class Asked:
    """A proposal as it stands: to whom, why, and what was answered."""

    number: int
    state: Stage
    body: Body
    answer: Answer | None
    link_until: dt.date | None

    @property
    def trainer(self) -> str:
        """The public id of the trainer."""
        return self.body.trainer

    @property
    def live(self) -> bool:
        """Whether somebody's answer is awaited."""
        return self.state in LIVE

    @property
    def ready(self) -> bool:
        """Whether the group decides now."""
        return self.state in READY

    @property
    def agreed(self) -> bool:
        """Whether both have said yes."""
        return self.state == Stage.AGREED


def asked(case: Case, key: Key) -> tuple[Asked, ...]:
    """Every proposal of a case, in its order. Raises hub.sealing.CannotBeOpened."""
    return tuple(_asked(row, key) for row in _rows(case))


def declined(case: Case, key: Key) -> frozenset[str]:
    """Who is not proposed for this case again: trainers who said no, and those whom the group turned down.

    Raises hub.sealing.CannotBeOpened.
    """
    return frozenset(body_of(row, key).trainer for row in _rows(case) if row.stage in SAID_NO)


def write_body(row: Proposal, key: Key, body: Body) -> None:
    """Seal who is asked and why into a row. The row is not saved."""
    row.body = Ciphertext(seal(key, body_as_json(body), place(row, "body")))


def body_of(row: Proposal, key: Key) -> Body:
    """Who is asked and why. Raises hub.sealing.CannotBeOpened."""
    return body_from_json(unseal(key, row.body, place(row, "body")))


def place(row: Proposal, field: str) -> Place:
    """Where a sealed text of a row belongs."""
    return Place(str(row.case_id), row._meta.label_lower, str(row.pk), field)


def _rows(case: Case) -> list[Proposal]:
    # All of them, so that many cases can be read with what was fetched at once.
    return sorted(case.proposals.all(), key=lambda row: row.number)


def _asked(row: Proposal, key: Key) -> Asked:
    body, stage = body_of(row, key), Stage(row.stage)
    answer = answer_from_json(boxes.take(body.box, row.answer, place(row, "answer"))) if row.answer else None
    said = Stage(answer.said) if answer and answer.said in list(ANSWERS) else None
    # The stage lies open: whoever writes to the database must not turn a no into a yes.
    if (stage in ANSWERS and said != stage) or (stage in AFTER_YES and said not in READY):
        raise CannotBeOpened("The stage of a proposal is not what the trainer answered.")
    return Asked(row.number, stage, body, answer, row.link_until)
