"""A desk's queue: what lies open of its cases, in the order in which they need an answer. Nothing is unsealed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Case as When_
from django.db.models import IntegerField, Value, When

from casework.clocks import RANKS, Left, left
from casework.models import Case
from casework.models.case import CaseQuerySet
from casework.standing import desks_of
from casework.states import WAITING, State, Urgency
from trainers.models import Desk

if TYPE_CHECKING:
    from accounts.models import User

ROWS: Final = 25


@dataclass(frozen=True)
class QueueRow:
    """A case in the queue; time is left only where the desk owes an answer."""

    id: UUID
    urgency: Urgency
    state: State
    received_on: dt.date
    answer_by: dt.date
    left: Left | None
    desk: Desk
    coordinator_id: int | None
    coordinator_name: str
    new_messages: int
    contact_changed: bool
    proposal_news: bool


def queue(user: User, today: dt.date, *, page: int, only: State | None = None) -> tuple[QueueRow, ...]:
    """A page (from 1) of what is at somebody's desks: what waits first, then by urgency, then by time left.

    With `only`: the cases in this state; without it, all that lies open.
    """
    start = (max(page, 1) - 1) * ROWS
    rows = _at_desks_of(user, only).with_attendance().select_related("desk", "coordinator")
    return tuple(row_of(case, today) for case in _in_order(rows)[start : start + ROWS])


def queue_size(user: User, *, only: State | None = None) -> int:
    """How many cases there are in somebody's queue."""
    return _at_desks_of(user, only).count()


def row_of(case: Case, today: dt.date) -> QueueRow:
    """What lies open of a case that was read with its attendance; who left its desk sees to it no more."""
    state, coordinator = State(case.state), case.coordinator if case.attended else None
    return QueueRow(
        id=case.pk,
        urgency=Urgency(case.urgency),
        state=state,
        received_on=case.received_on,
        answer_by=case.answer_by,
        left=left(case.answer_by, today) if state in WAITING else None,
        desk=case.desk,
        coordinator_id=coordinator.pk if coordinator else None,
        coordinator_name=coordinator.get_full_name() if coordinator else "",
        new_messages=case.new_for_desk,
        contact_changed=case.contact_changed,
        proposal_news=case.proposal_news,
    )


def _at_desks_of(user: User, only: State | None) -> CaseQuerySet:
    mine = Case.objects.filter(desk__in=desks_of(user)).exclude(state=State.UNCONFIRMED)
    return mine.filter(state=only) if only else mine.active()


def _in_order(rows: CaseQuerySet) -> CaseQuerySet:
    answered = When_(When(state=State.ANSWERED, then=Value(1)), default=Value(0), output_field=IntegerField())
    ranks = [When(urgency=urgency, then=Value(rank)) for urgency, rank in RANKS.items()]
    return rows.order_by(answered, When_(*ranks, output_field=IntegerField()), "answer_by", "order")
