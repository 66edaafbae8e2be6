"""What a desk's coordinators do with its cases.

Each act is checked against the table of policies and recorded in the audit log, in the transaction of the act
itself; a refusal is recorded too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from casework import contents, needs
from casework.clocks import answer_by, purge_on
from casework.contents import MessageView
from casework.counting import count
from casework.desk_acts import NotAllowed, key_of, recorded
from casework.envelopes import wrap_for_desk
from casework.models import Case, CaseKey, OpenedCase
from casework.models.counter import Counted
from casework.models.keys import at_desk
from casework.policies import Act, Standing, may_all
from casework.proposals import Asked, asked, ending
from casework.queue import QueueRow, queue, queue_size, row_of
from casework.states import Actor, State, Urgency, may_move
from casework.vetted import marking
from hub.sealing import Ciphertext
from trainers.models import Desk, DeskMember

if TYPE_CHECKING:
    from accounts.models import User

__all__ = [
    "DeskCase",
    "NotAllowed",
    "QueueRow",
    "answer",
    "hand_over",
    "hand_over_choices",
    "move",
    "queue",
    "queue_size",
    "read",
    "stand_ins",
    "take",
]


@dataclass(frozen=True)
class DeskCase:
    """A case as a coordinator reads it."""

    row: QueueRow
    need: needs.Answers
    contact: needs.Contact
    messages: tuple[MessageView, ...]
    proposals: tuple[Asked, ...]
    may: frozenset[Act]
    openings: int
    purge_on: dt.date


def read(user: User, case_id: UUID, today: dt.date) -> DeskCase:
    """Open a case; one that was new is read from now on. Raises NotAllowed."""
    return recorded(user, case_id, Act.READ, lambda case: _read(case, today))


def answer(user: User, case_id: UUID, text: str, today: dt.date) -> None:
    """Write what the requester reads when they come back. Raises NotAllowed."""
    recorded(user, case_id, Act.ANSWER, lambda case: _answer(case, user, text, today))


def move(user: User, case_id: UUID, to: State, today: dt.date) -> None:
    """Close a case, or open a closed one again. Raises NotAllowed."""
    recorded(user, case_id, Act.MOVE, lambda case: _move(case, to, today), f" to:{to}")


def take(user: User, case_id: UUID) -> None:
    """Say that this is the coordinator who sees to the case. Raises NotAllowed."""
    recorded(user, case_id, Act.TAKE, lambda case: _take(case, user))


def hand_over(user: User, case_id: UUID, desk: Desk, today: dt.date) -> None:
    """Give a case to another desk: from then on that desk can open it and this one cannot. Raises NotAllowed."""
    recorded(user, case_id, Act.HAND_OVER, lambda case: _hand_over(case, desk, today), f" desk:{desk.public_id}")


def hand_over_choices(desk: Desk) -> list[Desk]:
    """The desks that a desk may hand a case to: those that stand in for it and where somebody works."""
    staffed = set(DeskMember.objects.filter(user__is_active=True).values_list("desk_id", flat=True))
    return [each for each in stand_ins(desk) if each.pk in staffed]


def stand_ins(desk: Desk) -> list[Desk]:
    """The desks that stand in for a desk, in their order, then the central unit."""
    listed = {each.pk: each for each in Desk.objects.listed()}
    fallbacks = desk.fallbacks.order_by("sort_order").values_list("fallback_id", flat=True)
    central = [each.pk for each in listed.values() if each.central]
    return [listed[pk] for pk in dict.fromkeys([*fallbacks, *central]) if pk in listed and pk != desk.pk]


def _read(case: Case, today: dt.date) -> DeskCase:
    key = key_of(case)
    found, proposals = contents.read(case, key, at_desk=True), asked(case, key)
    if case.state == State.NEW:
        case.state = State.READ
    row = replace(row_of(case, today), new_messages=0)
    case.opened_by_desk += 1
    case.new_for_desk, case.contact_changed, case.proposal_news = 0, False, False
    case.save(update_fields=["state", "opened_by_desk", "new_for_desk", "contact_changed", "proposal_news"])
    return DeskCase(
        row=row,
        need=found.need,
        contact=found.contact,
        messages=found.messages,
        proposals=proposals,
        may=may_all(Standing.MEMBER),
        openings=case.opened_by_desk,
        purge_on=case.purge_on,
    )


def _answer(case: Case, user: User, text: str, today: dt.date) -> None:
    if not text.strip():
        raise NotAllowed("empty")
    if case.state == State.CLOSED:
        raise NotAllowed("not_active")
    contents.write_message(case, key_of(case), text, today, by_desk=True)
    case.state = State.ANSWERED
    case.coordinator = case.coordinator if case.attended else user
    case.new_for_requester += 1
    case.last_message_on = today
    case.purge_on = purge_on(State.ANSWERED, today, None)
    case.save()
    count(Counted.ANSWERED, case.desk.public_id, today)


def _move(case: Case, to: State, today: dt.date) -> None:
    verdict = may_move(State(case.state), to, Actor.DESK, by_hand=True)
    if not verdict:
        raise NotAllowed(verdict.reason)
    case.state = to
    case.closed_on = today if to == State.CLOSED else None
    due = purge_on(to, case.last_message_on, case.closed_on)
    # Opened again, a case is not gone sooner than it was to go closed.
    case.purge_on = due if to == State.CLOSED else max(due, case.purge_on)
    case.save()
    if to == State.CLOSED:
        ending.case_closed(case)
        marking.end(case)
    OpenedCase.objects.filter(case=case).delete()


def _take(case: Case, user: User) -> None:
    case.coordinator = user
    case.save(update_fields=["coordinator"])


def _hand_over(case: Case, desk: Desk, today: dt.date) -> None:
    if desk not in hand_over_choices(case.desk):
        raise NotAllowed("nobody_there" if desk in stand_ins(case.desk) else "not_a_fallback")
    if case.state == State.CLOSED:
        raise NotAllowed("not_active")
    key = key_of(case)
    case.keys.filter(recipient=at_desk(case.desk.public_id)).delete()
    wrapped = Ciphertext(wrap_for_desk(key, desk.public_id, str(case.pk)))
    CaseKey.objects.create(case=case, recipient=at_desk(desk.public_id), wrapped=wrapped)
    ending.case_handed_over(case)
    marking.end(case)
    case.desk, case.coordinator = desk, None
    if case.state != State.NEW:
        case.state = State.NEW
        case.answer_by = answer_by(Urgency(case.urgency), today)
    case.save()
