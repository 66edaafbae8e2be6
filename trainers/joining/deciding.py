"""What a desk does about an application besides listing it: open it, ask, refuse, say that it was there already."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from accounts import audit
from hub import remarks
from trainers.joining import desks
from trainers.joining.choices import Joining, may_follow
from trainers.joining.clocks import application_goes
from trainers.joining.publishing import Changed
from trainers.models import Application, Remark

if TYPE_CHECKING:
    from accounts.models import User


class NotYours(PermissionError):
    """It was sent to another desk."""


def read(user: User, pk: UUID) -> Application | None:
    """An application, opened: recorded, and its news are news no more. Raises NotYours."""
    row = Application.objects.select_related("desk").filter(pk=pk).first()
    if row is None:
        return None
    _yours(user, row.desk_id, f"application:{pk}", "joining.read")
    with transaction.atomic():
        audit.record(who=f"user:{user.pk}", act="joining.read", what=f"application:{pk}")
        if row.news:
            Application.objects.filter(pk=pk, version=row.version).update(news=False)
    return row


def ask(user: User, row: Application, version: int, text: str, today: dt.date) -> None:
    """Ask a question, which stands behind the code. Raises Changed."""
    with transaction.atomic():
        held = _held(row, version, Joining.ASKED)
        held.talk = [*held.talk, {"by": "desk", "on": today.isoformat(), "text": text}]
        held.state = Joining.ASKED
        held.purge_on = application_goes(held.state, today)
        held.save()
        audit.record(who=f"user:{user.pk}", act="joining.ask", what=f"application:{held.pk}")


def refuse(user: User, row: Application, version: int, code: str, text: str, today: dt.date) -> None:
    """Refuse with a reason, which stands behind the code; the answers go at once. Raises Changed."""
    _decide(user, row, version, Joining.REFUSED, {"code": code, "text": text}, today)


def was_there(user: User, row: Application, version: int, text: str, today: dt.date) -> None:
    """Say that this person or organisation is there already, or asks already. Raises Changed."""
    _decide(user, row, version, Joining.DUPLICATE, {"text": text}, today)


def remark(user: User, pk: UUID) -> Remark | None:
    """A remark, opened: recorded. Raises NotYours."""
    row = Remark.objects.select_related("desk").filter(pk=pk).first()
    if row is None:
        return None
    _yours(user, row.desk_id, f"remark:{pk}", "joining.remark-read")
    audit.record(who=f"user:{user.pk}", act="joining.remark-read", what=f"remark:{pk}")
    return row


def see_to(user: User, row: Remark, *, done: bool, today: dt.date) -> None:
    """Note that a remark was seen to, or that it is to be seen to again."""
    with transaction.atomic():
        row.done = done
        row.purge_on = remarks.goes_on(row.came_on, today, done=done)
        row.save(update_fields=["done", "purge_on"])
        act = "joining.remark-done" if done else "joining.remark-again"
        audit.record(who=f"user:{user.pk}", act=act, what=f"remark:{row.pk}")


def _yours(user: User, desk_id: int, what: str, act: str) -> None:
    if not desks.reads(user, desk_id):
        audit.record(who=f"user:{user.pk}", act=act, what=what, outcome=audit.Outcome.REFUSED)
        raise NotYours


def _decide(
    user: User, row: Application, version: int, state: Joining, verdict: dict[str, str], today: dt.date
) -> None:
    with transaction.atomic():
        held = _held(row, version, state)
        held.state, held.verdict, held.news = state, verdict, False
        # Nobody decides about it again: why keep what it said?
        held.content, held.talk = {}, []
        held.purge_on = application_goes(state, today)
        held.save()
        audit.record(who=f"user:{user.pk}", act=f"joining.{state.value}", what=f"application:{held.pk}")


def _held(row: Application, version: int, then: Joining) -> Application:
    held = Application.objects.select_for_update().filter(pk=row.pk, version=version).first()
    if held is None or not may_follow(held.state, then):
        raise Changed
    return held
