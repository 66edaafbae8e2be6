"""Situations of own profiles and vouchings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import DESK
from tests.factories.accounts import member
from tests.factories.trainers import a_trainer
from trainers.models import Desk, DeskMember, Trainer
from trainers.own import wishes


def in_days(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def listed(days: int = 200, **changes: Any) -> Trainer:
    return a_trainer(vetted_until=in_days(days).isoformat(), last_review="2026-01-01", **changes)


def works_at(public_id: str = "central-unit") -> User:
    user = member(DESK)
    DeskMember.objects.create(user=user, desk=Desk.objects.get(public_id=public_id))
    return user


def wish(trainer: Trainer, **changed: Any) -> list[str]:
    """What a trainer wishes; answers the ids of what waits."""
    wishes.change(trainer, changed, timezone.localdate())
    return [str(row.pk) for row in trainer.wishes.filter(state="waiting").order_by("field")]
