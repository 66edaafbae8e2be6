"""What a member of staff is to a case: decided by the desks they belong to, and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from casework.policies import Standing
from trainers.models import Desk

if TYPE_CHECKING:
    from accounts.models import User


class AtDesk(Protocol):
    """A case, as far as it says which desk it is with."""

    desk_id: int


def desks_of(user: User | AnonymousUser) -> QuerySet[Desk]:
    """The desks somebody works at; none for who is not signed in or whose account is closed, whatever their rights."""
    if not (user.is_authenticated and user.is_active):
        return Desk.objects.none()
    return Desk.objects.filter(members__user_id=user.pk)


def standing(user: User | AnonymousUser, case: AtDesk) -> Standing:
    """What somebody is to a case; a right, even every right, makes nobody a member."""
    desks = set(desks_of(user).values_list("pk", flat=True))
    if case.desk_id in desks:
        return Standing.MEMBER
    if desks:
        return Standing.OTHER_DESK
    return Standing.OPERATOR if user.has_perm("accounts.view_health") else Standing.NOBODY
