"""What a coordinator does with proposals: ask trainers, give a link anew, take a proposal back.

Each act is recorded; who was asked is in no record, since a log that names a trainer beside a case tells where they go.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from casework import contents, matching_runs, outlines
from casework.desk_acts import NotAllowed, key_of, recorded
from casework.envelopes import Key
from casework.models import Case, Proposal
from casework.needs import Answers
from casework.policies import Act
from casework.proposals import boxes, ending, links, reasons
from casework.proposals.reading import asked, body_of, write_body
from casework.proposals.values import Body
from casework.proposing import By, Stage, may_hand_link, may_move, may_propose
from casework.states import ACTIVE
from trainers import public
from trainers.models import Trainer, WorkTerms
from vocabulary import places

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Handed:
    """A link as it is shown once: for whom, its token, until which day; `names`: it opens the names."""

    trainer: str
    name: str
    token: str
    until: dt.date
    language: str
    names: bool = False

    @property
    def path(self) -> str:
        """The address below the site's own."""
        return f"/{self.language}/proposal/?key={self.token}"


def propose(user: User, case_id: UUID, trainer_ids: Sequence[str], today: dt.date) -> tuple[Handed, ...]:
    """Ask trainers for a case, all or none; answers a link for each, which is kept nowhere. Raises NotAllowed."""
    chosen = tuple(dict.fromkeys(trainer_ids))
    more = f" trainers:{len(chosen)}"
    return recorded(user, case_id, Act.PROPOSE, lambda case: _propose(case, chosen, today), more)


def renew(user: User, case_id: UUID, number: int, today: dt.date) -> Handed:
    """A link in place of the one before: to answer, or to the names where both agreed. Raises NotAllowed."""
    return recorded(user, case_id, Act.RENEW, lambda case: _renew(case, number, today), f" proposal:{number}")


def withdraw(user: User, case_id: UUID, number: int) -> None:
    """Take a proposal back, an agreement too: its link leads nowhere from now on. Raises NotAllowed."""
    recorded(user, case_id, Act.WITHDRAW, lambda case: _withdraw(case, number), f" proposal:{number}")


def _propose(case: Case, chosen: tuple[str, ...], today: dt.date) -> tuple[Handed, ...]:
    _open_still(case)
    key = key_of(case)
    before = asked(case, key)
    verdict = may_propose(chosen, ((each.trainer, each.state) for each in before))
    if not verdict:
        raise NotAllowed(verdict.reason)
    need = contents.need_of(case, key)
    found = reasons.of(case, key, need, chosen, today)
    if set(found) != set(chosen):
        raise NotAllowed("not_a_match")
    run = matching_runs.run_for(case, key, need, today).number
    last = max((each.number for each in before), default=0)
    handed = tuple(
        _ask(case, key, need, replace(found[trainer], run=run), number, today)
        for number, trainer in enumerate(chosen, start=last + 1)
    )
    _remember_offers(chosen, today)
    return handed


def _ask(case: Case, key: Key, need: Answers, body: Body, number: int, today: dt.date) -> Handed:
    row = Proposal(case=case, number=number)
    write_body(row, key, body)
    return _hand(row, body, _asks(case, need, body, today), today)


def _renew(case: Case, number: int, today: dt.date) -> Handed:
    _open_still(case)
    row, key = _row(case, number), key_of(case)
    verdict = may_hand_link(Stage(row.stage))
    if not verdict:
        raise NotAllowed(verdict.reason)
    body, need = body_of(row, key), contents.need_of(case, key)
    if not Trainer.objects.vetted(today).filter(public_id=body.trainer).exists():
        raise NotAllowed("trainer_gone")
    shows = _asks(case, need, body, today)
    return _hand(row, body, shows | outlines.shared(need) if row.stage == Stage.AGREED else shows, today)


def _withdraw(case: Case, number: int) -> None:
    row = _row(case, number)
    verdict = may_move(Stage(row.stage), Stage.WITHDRAWN, By.DESK)
    if not verdict:
        raise NotAllowed(verdict.reason)
    ending.end([row], Stage.WITHDRAWN)


def _hand(row: Proposal, body: Body, shows: dict[str, object], today: dt.date) -> Handed:
    token = links.attach(row, shows, today)
    row.save()
    names = row.stage == Stage.AGREED
    return Handed(body.trainer, body.name, token, links.until(today), body.language, names)


def _asks(case: Case, need: Answers, body: Body, today: dt.date) -> dict[str, object]:
    above = places.above(need.country) if places.is_country(need.country) else ()
    return {
        **outlines.outline(need, outlines.region(above, places.countries_in), today),
        "reasons": body.for_trainer,
        "desk": case.desk.name,
        "desk_language": public.language_of_name(case.desk),
        "box": boxes.public_half(body.box),
    }


def _row(case: Case, number: int) -> Proposal:
    row = case.proposals.filter(number=number).first()
    if row is None:
        raise NotAllowed("no_such_proposal")
    return row


def _open_still(case: Case) -> None:
    if case.state not in ACTIVE:
        raise NotAllowed("not_active")


def _remember_offers(trainers: tuple[str, ...], today: dt.date) -> None:
    # The month alone: a day beside the days of the audit log would say which trainer was asked for which case.
    month = today.replace(day=1)
    for terms in WorkTerms.objects.filter(trainer__public_id__in=trainers):
        if terms.last_offered is None or terms.last_offered < month:
            terms.last_offered = month
            terms.save(update_fields=["last_offered"])
