"""The open cases of somebody's desks, each opened with its desk's key; each opening is recorded and counted.

What was written is not read here, and new messages stay new: a plan needs what was asked for, and no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Case as When_
from django.db.models import F, IntegerField, Value, When

from accounts import audit
from casework import contents, needs
from casework.clocks import RANKS
from casework.desk_acts import key_of
from casework.models import Case
from casework.models.case import CaseQuerySet
from casework.proposals import Asked, asked
from casework.proposing import SAID_NO
from casework.queue import row_of
from casework.standing import desks_of
from hub.sealing import CannotBeOpened
from trainers import answers
from trainers.matching import asking
from trainers.matching.values import Need
from vocabulary import replaced

if TYPE_CHECKING:
    from accounts.models import User
    from casework.queue import QueueRow

MOST: Final = 200


@dataclass(frozen=True)
class Opened:
    """A case as a plan reads it; `version` changes when anything happens to the case."""

    row: QueueRow
    need: Need
    asked: tuple[Asked, ...]
    version: str

    @property
    def id(self) -> str:
        """The case's id as forms send it."""
        return str(self.row.id)


@dataclass(frozen=True)
class Table:
    """What lies on the table: cases to plan, those that cannot be, and how many are left for another time."""

    opened: tuple[Opened, ...]
    locked: tuple[UUID, ...] = ()
    unreadable: tuple[UUID, ...] = ()
    agreed: int = 0
    more: int = 0


def waiting(user: User) -> int:
    """How many cases a plan would open."""
    return Case.objects.filter(desk__in=desks_of(user)).active().count()


def table(user: User, today: dt.date) -> Table:
    """Open the cases of somebody's desks, the most urgent first, and record each opening."""
    with transaction.atomic():
        ranks = When_(
            *(When(urgency=urgency, then=Value(rank)) for urgency, rank in RANKS.items()), output_field=IntegerField()
        )
        mine = Case.objects.filter(desk__in=desks_of(user)).active().with_attendance()
        rows = list(_with_content(mine.order_by(ranks, "answer_by", "order"))[: MOST + 1])
        cases, more = rows[:MOST], max(0, mine.count() - MOST) if len(rows) > MOST else 0
        found, locked = _opened(cases, today)
        read = [case.pk for case in cases if case.pk not in locked]
        Case.objects.filter(pk__in=read).update(opened_by_desk=F("opened_by_desk") + 1)
        _record(user, read, audit.Outcome.DONE)
        _record(user, locked, audit.Outcome.FAILED)
    plannable = tuple(each for each in found.values() if each and not any(one.agreed for one in each.asked))
    unreadable = tuple(pk for pk, each in found.items() if each is None)
    agreed = sum(any(one.agreed for one in each.asked) for each in found.values() if each)
    return Table(plannable, tuple(locked), unreadable, agreed, more)


def _with_content(rows: CaseQuerySet) -> CaseQuerySet:
    return rows.select_related("desk", "coordinator").prefetch_related("keys", "assessments", "proposals")


def _record(user: User, cases: Iterable[UUID], outcome: audit.Outcome) -> None:
    whats = [f"case:{pk}" for pk in cases]
    if whats:
        audit.record_each(who=f"user:{user.pk}", act="case.read", whats=whats, outcome=outcome)


def _opened(cases: Iterable[Case], today: dt.date) -> tuple[dict[UUID, Opened | None], list[UUID]]:
    codes, found, locked = answers.codes(), {}, []
    for case in cases:
        try:
            found[case.pk] = _one(case, codes, today)
        except CannotBeOpened:
            locked.append(case.pk)
    return found, locked


def _one(case: Case, codes: asking.Codes, today: dt.date) -> Opened | None:
    key = key_of(case)
    latest = max(case.assessments.all(), key=lambda each: each.version)
    said = needs.from_json(contents.text_of(latest, key))
    read = asking.read(replaced.in_request(needs.as_request(said, today)), codes, today)
    if read.need is None:
        return None
    proposals = asked(case, key)
    said_no = frozenset(each.trainer for each in proposals if each.state in SAID_NO)
    need = replace(read.need, declined=read.need.declined | said_no)
    return Opened(row_of(case, today), need, proposals, _version(case))


def versions(user: User) -> dict[str, str]:
    """The version of each case that somebody may plan; nothing is opened."""
    mine = Case.objects.filter(desk__in=desks_of(user)).active().prefetch_related("assessments", "proposals")
    return {str(case.pk): _version(case) for case in mine}


def _version(case: Case) -> str:
    assessed = max(each.version for each in case.assessments.all())
    stages = sorted((each.number, each.stage) for each in case.proposals.all())
    parts = [case.state, case.desk_id, assessed, str(case.last_message_on), case.new_for_desk, stages]
    return sha256(repr(parts).encode()).hexdigest()[:16]
