"""What the group that asked does with a proposal: agree, or turn it down. Of several trainers one is agreed with.

As everything a requester does, it is in no log.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from casework import requester
from casework.models import Case, Proposal
from casework.opening import Opened
from casework.policies import Act
from casework.proposals import ending
from casework.proposals.reading import body_of
from casework.proposing import LIVE, By, Stage, may_move
from casework.verdicts import Verdict
from trainers.models import Trainer


def agree(opened: Opened, number: int, today: dt.date) -> Verdict:
    """Say yes to a trainer who has said yes: names may be shared from now on, and nobody else is asked any more.

    Raises casework.requester.CaseGone, hub.sealing.CannotBeOpened.
    """
    return _moved(opened, number, Stage.AGREED, today)


def turn_down(opened: Opened, number: int, today: dt.date) -> Verdict:
    """Say no to a trainer, who is not proposed for this case again.

    Raises casework.requester.CaseGone, hub.sealing.CannotBeOpened.
    """
    return _moved(opened, number, Stage.REFUSED, today)


def _moved(opened: Opened, number: int, to: Stage, today: dt.date) -> Verdict:
    with transaction.atomic():
        case = requester.held(opened, Act.AGREE)
        if case is None:
            raise requester.CaseGone
        row = case.proposals.filter(number=number).first()
        if row is None:
            return Verdict(False, "no_such_proposal")
        verdict = may_move(Stage(row.stage), to, By.GROUP)
        if verdict and to == Stage.AGREED and not _is_there(row, opened, today):
            return Verdict(False, "trainer_gone")
        if verdict:
            _move(case, row, to)
    return verdict


def _move(case: Case, row: Proposal, to: Stage) -> None:
    ending.end([row], to)
    if to == Stage.AGREED:
        ending.end(case.proposals.filter(stage__in=LIVE), Stage.PASSED)
    case.proposal_news = True
    case.save(update_fields=["proposal_news"])


def _is_there(row: Proposal, opened: Opened, today: dt.date) -> bool:
    """Whether the trainer is still vouched for: whoever is not is nobody's to meet."""
    return Trainer.objects.vetted(today).filter(public_id=body_of(row, opened.key).trainer).exists()
