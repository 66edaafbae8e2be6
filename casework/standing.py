"""What a member of staff is to a case: decided by the desks they belong to, and by nothing else."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from trainers.models import Desk


def desks_of(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Desk]:
    """The desks somebody works at; none for who is not signed in or whose account is closed, whatever their rights."""
    if not (user.is_authenticated and user.is_active):
        return Desk.objects.none()
    return Desk.objects.filter(members__user_id=user.pk)
