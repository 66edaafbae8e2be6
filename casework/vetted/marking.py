"""A desk says that it has vetted whoever asks in a case, and takes it back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from casework.desk_acts import NotAllowed, recorded
from casework.models import Case, VettedMark
from casework.policies import Act
from casework.states import ACTIVE, State

if TYPE_CHECKING:
    from accounts.models import User


def mark(user: User, case_id: UUID, today: dt.date) -> None:
    """From now on the requester opens the directory as a vetted organisation. Raises NotAllowed."""
    recorded(user, case_id, Act.VET, lambda case: _mark(case, today), " on")


def withdraw(user: User, case_id: UUID) -> None:
    """From now on they see what everybody sees. Raises NotAllowed."""
    recorded(user, case_id, Act.VET, end, " off")


def end(case: Case) -> None:
    """The mark goes: taken back, or with what it rested on."""
    VettedMark.objects.filter(case=case).delete()


def held(case: Case) -> VettedMark | None:
    """The mark of a case, if it holds: a desk vouches for its own cases, and for none that it has handed over."""
    if case.state not in ACTIVE:
        return None
    return VettedMark.objects.filter(case=case, desk=case.desk_id).first()


def _mark(case: Case, today: dt.date) -> None:
    if State(case.state) not in ACTIVE:
        raise NotAllowed("not_active")
    VettedMark.objects.update_or_create(case=case, defaults={"desk": case.desk, "on": today})
