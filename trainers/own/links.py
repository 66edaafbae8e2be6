"""The one-time link to a profile: made by a desk, used once, never by only looking at its address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q

from accounts import audit
from hub import one_time
from hub.retention import Retention
from trainers.models import ProfileLink, ProfileSitting, Trainer

if TYPE_CHECKING:
    from accounts.models import User

PURPOSE: Final = "profile"
OPEN: Final = Q(used_on=None, withdrawn_on=None)


def make(trainer: Trainer, by: User, now: dt.datetime) -> str:
    """Make a link; answers its token, which is kept nowhere. Earlier links, and what they opened, end with it."""
    token = one_time.new_token()
    with transaction.atomic():
        end(trainer, now)
        ProfileLink.objects.create(
            trainer=trainer,
            token_hash=one_time.hashed(PURPOSE, token),
            made_on=now.date(),
            ends_at=now + one_time.LONGEST_LIFE,
            who=f"user:{by.pk}",
        )
        audit.record(who=f"user:{by.pk}", act="profile.link", what=f"trainer:{trainer.pk}")
    return token


def withdraw(trainer: Trainer, by: User, now: dt.datetime) -> None:
    """End the open link of a trainer, and close the profile where one has opened it."""
    with transaction.atomic():
        end(trainer, now)
        audit.record(who=f"user:{by.pk}", act="profile.link-withdrawn", what=f"trainer:{trainer.pk}")


def end(trainer: Trainer, now: dt.datetime) -> None:
    """No link of this trainer opens anything any more, and their profile is closed everywhere."""
    # The trainer's row first, so that two colleagues make one link after the other.
    list(Trainer.objects.select_for_update().filter(pk=trainer.pk).values_list("pk"))
    ProfileLink.objects.filter(OPEN, trainer=trainer).update(withdrawn_on=now.date())
    ProfileSitting.objects.filter(trainer=trainer).delete()


def use(token: str, now: dt.datetime) -> int | None:
    """Use a link up; answers whose profile it opens. Of many at once one wins: one statement decides."""
    wanted = ProfileLink.objects.filter(token_hash=one_time.hashed(PURPOSE, token))
    if not wanted.filter(OPEN, ends_at__gt=now).update(used_on=now.date()):
        return None
    return wanted.values_list("trainer_id", flat=True).first()


def standing(link: ProfileLink, now: dt.datetime) -> str:
    """One word of: open, used, withdrawn, expired."""
    if link.used_on:
        return "used"
    if link.withdrawn_on:
        return "withdrawn"
    return "open" if link.ends_at > now else "expired"


def forget_old(now: dt.datetime) -> int:
    """Drop links long after their end."""
    kept = Retention.PROFILE_LINK.lifetime.limit or dt.timedelta()
    gone, _per_model = ProfileLink.objects.filter(ends_at__lte=now - kept).delete()
    return gone
