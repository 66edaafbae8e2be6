"""What a trainer does with a link: look, answer, and, when both have said yes, open the names once.

Nothing here is written to the audit log: its times would say when somebody opened a link. What is kept of an answer
is its day, sealed with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, Final

from django.db import transaction

from casework import outlines
from casework.models import Case, Proposal
from casework.proposals import boxes, links
from casework.proposals.reading import place
from casework.proposals.values import Answer, answer_as_json
from casework.proposing import By, Stage, may_move
from casework.states import ACTIVE
from hub.sealing import CannotBeOpened, Ciphertext


class Dead(StrEnum):
    """Why a link shows nothing."""

    USED = "used"
    OVER = "over"
    NOWHERE = "nowhere"


class LinkIsDead(Exception):
    """The link shows nothing and nothing was changed."""

    def __init__(self, why: Dead) -> None:
        super().__init__(why)
        self.why = why


class Looked(dict[str, Any]):
    """What a link shows; `names`: the names too, which were shown now and never again."""

    names = False


# In these stages a link was used by the trainer, not cut by somebody else.
USED: Final = frozenset({Stage.YES, Stage.DATES, Stage.NO, Stage.AGREED, Stage.REFUSED})


def look(token: str, today: dt.date) -> Looked:
    """What a link shows: again and again until it is answered; the names once. Raises LinkIsDead."""
    with _held(token, today) as row:
        shows = Looked(_shows(row, token))
        if row.stage == Stage.AGREED:
            shows.names = True
            links.use_up(row)
            row.save(update_fields=["outline", "link_until"])
    return shows


def answer(token: str, said: Stage, today: dt.date, *, reason: str = "", words: str = "") -> None:
    """Say yes, no, or offer other dates; of many at once one counts. Raises LinkIsDead."""
    with _held(token, today) as row:
        if not may_move(Stage(row.stage), said, By.TRAINER):
            raise LinkIsDead(Dead.USED)
        box = outlines.text(_shows(row, token), "box")
        letter = answer_as_json(Answer(said.value, today.isoformat(), reason, words))
        row.answer = Ciphertext(boxes.drop(box, letter, place(row, "answer")))
        row.stage = said.value
        links.use_up(row)
        row.save()
        Case.objects.filter(pk=row.case_id).update(proposal_news=True)


@contextmanager
def _held(token: str, today: dt.date) -> Iterator[Proposal]:
    """The proposal of a link that works, held with its case until the act is done. Raises LinkIsDead."""
    with transaction.atomic():
        found = links.find(token, today)
        if found is None:
            raise LinkIsDead(Dead.NOWHERE)
        # The case first, as everybody who changes one does: of those who hold it one at a time, one is the first.
        held = Case.objects.select_for_update().filter(pk=found.case_id, state__in=ACTIVE).exists()
        row = Proposal.objects.select_for_update().filter(pk=found.pk, token_hash=found.token_hash).first()
        if not held or row is None:
            raise LinkIsDead(Dead.NOWHERE)
        if not links.works(row, today):
            raise LinkIsDead(_why(row))
        yield row


def _shows(row: Proposal, token: str) -> dict[str, Any]:
    try:
        return links.shown_by(row, token)
    except CannotBeOpened as reason:
        raise LinkIsDead(Dead.NOWHERE) from reason


def _why(row: Proposal) -> Dead:
    # A link to the names that ended unused looks used as well: the desk makes another either way.
    return Dead.USED if row.stage in USED else Dead.OVER
