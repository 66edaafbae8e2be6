"""Invented proposals for the demo's cases, in every stage, made by the same steps as real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from casework import desk_work
from casework.needs import as_request
from casework.opening import Opened
from casework.proposals import desk, group, trainer
from casework.proposing import ANSWERS, Stage
from trainers import answers

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User


def fill(pk: UUID, opened: Opened, user: User, lines: Sequence[Mapping[str, Any]], today: dt.date) -> None:
    """Ask the best of those who were not asked yet, one a line, and let it go on as the line says."""
    for line in lines:
        day = today - dt.timedelta(days=line["days_ago"])
        found = desk_work.read(user, pk, day)
        asked = {each.trainer for each in found.proposals}
        request = answers.asked(as_request(found.need, day), day)
        matches = answers.desk_outcome(request.need, day).matches if request.need else ()
        best = next((match.candidate.id for match in matches if match.candidate.id not in asked), None)
        if best is not None:
            (handed,) = desk.propose(user, pk, [best], day)
            _go_on(line, len(asked) + 1, handed.token, opened, user, day)


def _go_on(line: Mapping[str, Any], number: int, token: str, opened: Opened, user: User, day: dt.date) -> None:
    ends = Stage(line["ends"])
    said = ends if ends in ANSWERS else Stage(line.get("said", Stage.YES))
    if ends not in (Stage.OPEN, Stage.WITHDRAWN):
        trainer.answer(token, said, day, reason=line.get("reason", ""), words=line.get("words", ""))
    if ends == Stage.AGREED:
        group.agree(opened, number, day)
    if ends == Stage.REFUSED:
        group.turn_down(opened, number, day)
    if ends == Stage.WITHDRAWN:
        desk.withdraw(user, opened.case.pk, number)
