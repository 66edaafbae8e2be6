"""Own profiles for the demo: a vouching that ends soon, one suspended, a pause, wished changes. Safe to run again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from trainers import vouching
from trainers.choices import VouchedFor
from trainers.models import Pause, Trainer
from trainers.own import wishes

if TYPE_CHECKING:
    from accounts.models import User

SOON: Final = "sol-villasenor"
PAUSED: Final = "ivan-orendain-prieto"
WISHES: Final = "brisa-del-lago"
SUSPENDED: Final = "dagoberto-luna-ceja"


def seed(coordinator: User) -> None:
    """Whoever of these the directory has gets their state; what a desk may not do is left alone."""
    today = timezone.localdate()
    there = {row.public_id: row for row in Trainer.objects.filter(public_id__in=(SOON, PAUSED, WISHES, SUSPENDED))}
    if (soon := there.get(SOON)) is not None:
        _vouch(soon, coordinator, today + dt.timedelta(days=20), today)
    if (away := there.get(PAUSED)) is not None:
        Pause(trainer=away, back_on=today + dt.timedelta(days=40)).save()
    if (asks := there.get(WISHES)) is not None and not wishes.waiting(asks):
        wishes.change(asks, {"display_name": "Brisa", "summary": {"en": "Digital safety for lake villages."}}, today)
    if (stopped := there.get(SUSPENDED)) is not None and _vouch(
        stopped, coordinator, today + dt.timedelta(days=200), today
    ):
        vouching.suspend(stopped, by=coordinator, reason="A group told us something; we talk with both.", today=today)


def _vouch(trainer: Trainer, by: User, until: dt.date, today: dt.date) -> bool:
    row = vouching.row_of(trainer)
    if row is None or not vouching.may(by, row.desk):
        return False
    vouching.vouch(
        trainer,
        row.desk,
        by=by,
        until=until,
        for_what=VouchedFor.values,
        knowledge="Two colleagues of this desk, from a course they gave together.",
        reason="Talked with them this month.",
        today=today,
    )
    return True
