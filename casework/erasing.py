"""Erased is gone: every row of a case and with them the last copies of its key. Only a counter remains."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import audit
from casework.clocks import DAYS_OF_A_TOKEN
from casework.counting import count
from casework.models import Case, OpenedCase
from casework.models.counter import Counted
from casework.states import State
from hub import leftovers

logger = logging.getLogger("hub.casework")


class Why(StrEnum):
    """What made a case go."""

    REQUESTER = "requester"
    DUE = "due"
    UNCONFIRMED = "unconfirmed"


COUNTED: Final = {
    Why.REQUESTER: Counted.ERASED,
    Why.DUE: Counted.PURGED,
    Why.UNCONFIRMED: Counted.UNCONFIRMED,
}


def erase(case: Case, why: Why, today: dt.date | None = None) -> None:
    """Remove a case with all its rows and count it, in one transaction.

    What the clock removes is an event of the audit log. What a requester removes is not: the log would keep the
    time at which they did.
    """
    with transaction.atomic():
        identifier, desk = case.pk, case.desk.public_id
        case.delete()
        count(COUNTED[why], desk, today or timezone.now().date())
        if why == Why.REQUESTER:
            # Now, not at the next tick: they may be about to lose the device, or the site its disk.
            transaction.on_commit(leftovers.remove, robust=True)
        else:
            audit.record(who=audit.SYSTEM, act=f"case.purge-{why}", what=f"case:{identifier}")


def purge_due(now: dt.datetime) -> dict[str, int]:
    """Remove what is due, each case in a transaction of its own; answers what was done and what failed."""
    today = now.date()
    due = Case.objects.filter(purge_on__lte=today)
    dropped, failed = _each(due.filter(state=State.UNCONFIRMED).values_list("pk", flat=True), Why.UNCONFIRMED, today)
    purged, failed_too = _each(due.exclude(state=State.UNCONFIRMED).values_list("pk", flat=True), Why.DUE, today)
    closed, _per_model = OpenedCase.objects.filter(on__lt=today).delete()
    _forget_tokens(today)
    return {
        "cases purged": purged,
        "unconfirmed cases dropped": dropped,
        "opened cases closed": closed,
        "failed": failed + failed_too,
    }


def _each(due: Iterable[UUID], why: Why, today: dt.date) -> tuple[int, int]:
    done, failed = 0, 0
    for pk in list(due):
        try:
            done += _purge(pk, why, today)
        except Exception:
            logger.exception("A case is due to go, but it failed: %s", pk)
            failed += 1
    return done, failed


def _purge(pk: UUID, why: Why, today: dt.date) -> bool:
    """Look again with the row held: it may have been confirmed, written to or purged since."""
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).select_related("desk").filter(pk=pk).first()
        if case is None or case.purge_on > today or (case.state == State.UNCONFIRMED) != (why == Why.UNCONFIRMED):
            return False
        erase(case, why, today)
    return True


def _forget_tokens(today: dt.date) -> None:
    """A form that can no longer be sent needs no token to be told by."""
    old = today - dt.timedelta(days=DAYS_OF_A_TOKEN)
    stale = Case.objects.filter(received_on__lte=old).exclude(state=State.UNCONFIRMED).exclude(token_hash="")
    stale.update(token_hash="")
