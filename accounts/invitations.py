"""An account by a link that works once: an operator chooses what it may do, the person chooses name and password."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Invitation, User
from accounts.translating import set_languages

LASTS: Final = timedelta(hours=72)
LONGEST_TOKEN: Final = 64


class NoLongerOpen(Exception):
    """The link was used, taken back, or is too old."""


@dataclass(frozen=True)
class Newcomer:
    """What an invited person chose."""

    username: str
    display_name: str
    password: str


def invite(by: User, *, roles: Sequence[str], languages: Sequence[str]) -> str:
    """Make an invitation; answers its token, which is kept nowhere."""
    token, now = secrets.token_urlsafe(32), timezone.now()
    with transaction.atomic():
        made = Invitation.objects.create(
            token_hash=hashed(token),
            made_by=by,
            made_at=now,
            until=now + LASTS,
            roles=sorted(roles),
            languages=sorted(languages),
        )
        audit.record(who=f"user:{by.pk}", act="invitation.make", what=f"invitation:{made.pk}")
    return token


def find(token: str, now: datetime) -> Invitation | None:
    """The invitation of a link that still works; looking at it changes nothing."""
    if len(token) > LONGEST_TOKEN:
        return None
    return Invitation.objects.filter(token_hash=hashed(token), until__gt=now, made_by__is_active=True).first()


def accept(token: str, newcomer: Newcomer, now: datetime) -> User:
    """Make the account, and use the link up, both or neither.

    Raises NoLongerOpen where the link does not work, or somebody else was a moment faster.
    """
    with transaction.atomic():
        waiting = Invitation.objects.select_for_update().filter(token_hash=hashed(token), until__gt=now).first()
        if waiting is None or not waiting.made_by.is_active:
            raise NoLongerOpen
        # Whoever removes the row may go on: on SQLite, where rows cannot be locked, this is what makes it once.
        removed, _per_model = Invitation.objects.filter(pk=waiting.pk).delete()
        if not removed:
            raise NoLongerOpen
        user = User.objects.create_user(username=newcomer.username, password=newcomer.password)
        user.display_name = newcomer.display_name
        user.save(update_fields=["display_name"])
        user.groups.set(Group.objects.filter(name__in=waiting.roles))
        set_languages(user, waiting.languages)
        audit.record(who=f"user:{user.pk}", act="invitation.accept", what=f"by user:{waiting.made_by_id}")
    return user


def take_back(by: User, pk: int) -> None:
    """Make a link useless."""
    with transaction.atomic():
        removed, _per_model = Invitation.objects.filter(pk=pk).delete()
        if removed:
            audit.record(who=f"user:{by.pk}", act="invitation.take-back", what=f"invitation:{pk}")


def forget_old(now: datetime) -> int:
    """Remove invitations past their time."""
    removed, _per_model = Invitation.objects.filter(until__lte=now).delete()
    return removed


def hashed(token: str) -> str:
    """A token as it is stored: 256 random bits need no salt."""
    return sha256(token.encode()).hexdigest()
