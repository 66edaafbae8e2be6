"""How every act of a coordinator on a case is done: checked against the policies, recorded, both or neither."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db import transaction

from accounts import audit
from casework.envelopes import Key, unwrap_at_desk
from casework.models import Case
from casework.models.keys import at_desk
from casework.policies import Act, may
from casework.standing import standing
from casework.states import State
from hub.sealing import CannotBeOpened

if TYPE_CHECKING:
    from accounts.models import User

Result = TypeVar("Result")


class NotAllowed(Exception):
    """It was refused, and why: a code of `casework.words.REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def recorded(user: User, case_id: UUID, act: Act, do: Callable[[Case], Result], more: str = "") -> Result:
    """Do an act and record it, both or neither; what is refused or cannot be opened is recorded as that.

    Raises NotAllowed.
    """
    record = partial(audit.record, who=f"user:{user.pk}", act=f"case.{act}", what=f"case:{case_id}{more}")
    try:
        with transaction.atomic():
            done = do(_allowed(user, case_id, act))
            record()
            return done
    except NotAllowed:
        record(outcome=audit.Outcome.REFUSED)
        raise
    except CannotBeOpened as fault:
        record(outcome=audit.Outcome.FAILED)
        raise NotAllowed("cannot_be_opened") from fault


def key_of(case: Case) -> Key:
    """The key of a case, opened with its desk's. Raises hub.sealing.CannotBeOpened."""
    recipient = at_desk(case.desk.public_id)
    # All of them, so that many cases can be read with what was fetched at once.
    wrapped = next((each for each in case.keys.all() if each.recipient == recipient), None)
    if wrapped is None:
        raise CannotBeOpened("The desk holds no key of this case.")
    return unwrap_at_desk(wrapped.wrapped, case.desk.public_id, str(case.pk))


def _allowed(user: User, case_id: UUID, act: Act) -> Case:
    """The case, its row held; unconfirmed ones are nobody's yet."""
    rows = Case.objects.with_attendance().select_for_update(of=("self",)).select_related("desk", "coordinator")
    case = rows.exclude(state=State.UNCONFIRMED).filter(pk=case_id).first()
    if case is None:
        raise NotAllowed("unknown")
    verdict = may(act, standing(user, case))
    if not verdict:
        raise NotAllowed(verdict.reason)
    return case
