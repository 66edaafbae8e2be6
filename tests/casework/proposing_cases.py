"""Cases with trainers to propose, and the links that a desk gives them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from casework.models import Proposal
from casework.proposals import desk, group, trainer
from casework.proposing import Stage
from tests.factories import casework as cases
from tests.factories.casework import TODAY, Kept
from tests.factories.trainers import bring_in, trainer_record

AMINA, BRUNO, SECRET_ONE = "amina", "bruno", "secret-one"
NAMES = {AMINA: "Amina Open", BRUNO: "Bruno Open", SECRET_ONE: "Known To The Desk"}


def trainers() -> None:
    """Two with public profiles and one whom only the desk knows; all fit."""
    records = [
        trainer_record(id=AMINA, display_name=NAMES[AMINA]),
        trainer_record(id=BRUNO, display_name=NAMES[BRUNO]),
        trainer_record(id=SECRET_ONE, display_name=NAMES[SECRET_ONE], tiers={}),
    ]
    report = bring_in(*records, desks=[])
    assert not report.total("failed"), report.lines


def a_case(today: dt.date = TODAY, **changes: Any) -> Kept:
    """A case that all of them fit."""
    return cases.confirmed(today, **{"risk_level": "low", "languages": ("en",), "participants": 8, **changes})


def asked(by: User, kept: Kept, *who: str, today: dt.date = TODAY) -> list[str]:
    """The tokens of the links that the desk hands out."""
    return [each.token for each in desk.propose(by, kept.case.pk, who or (AMINA,), today)]


def said_yes(by: User, kept: Kept, *who: str, today: dt.date = TODAY) -> list[str]:
    """The same, answered with yes."""
    tokens = asked(by, kept, *who, today=today)
    for token in tokens:
        trainer.answer(token, Stage.YES, today)
    return tokens


def agreed(by: User, kept: Kept, who: str = AMINA, today: dt.date = TODAY) -> None:
    """Both sides have said yes."""
    said_yes(by, kept, who, today=today)
    number = kept.case.proposals.order_by("-number")[0].number
    assert group.agree(kept.opened(today), number, today)


def stages(kept: Kept) -> list[str]:
    """The stages of the proposals of a case."""
    return list(Proposal.objects.filter(case=kept.case).order_by("number").values_list("stage", flat=True))
