"""Vouching for a trainer, with an end: the one place that changes it, and writes down each change.

    vouch(trainer, desk, by=user, until=day, for_what=["identity"], knowledge="…", reason="…", today=day)
    suspend(trainer, by=user, reason="…", today=day)

A listing falls out of the public view by itself on the day after `until`: `TrainerQuerySet.vetted` asks the rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts import audit
from trainers import vouched
from trainers.choices import Standing, VouchedFor, VouchingAct, VouchingState
from trainers.models import Desk, Trainer, Vouching, VouchingChange

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

State = VouchingState
IN_FORCE = vouched.IN_FORCE


class Refused(ValueError):
    """A vouching cannot be changed so; `sentence` says why, `field` beside which answer."""

    def __init__(self, sentence: Any, field: str | None = None) -> None:
        """Keep what is said to the person."""
        super().__init__(field or "vouching")
        self.sentence, self.field = sentence, field


@dataclass(frozen=True)
class _Change:
    """What one act makes of a vouching."""

    act: VouchingAct
    who: str
    reason: str
    today: dt.date


def state_of(row: Vouching | None, today: dt.date) -> State:
    """How the vouching of a trainer is on a day; `None` is “never”."""
    return vouched.state(row.standing, row.until, today) if row else State.NEVER


def row_of(trainer: Trainer) -> Vouching | None:
    """The row of a trainer, read anew."""
    return Vouching.objects.filter(trainer=trainer).select_related("desk").first()


def may(user: User | AnonymousUser, desk: Desk) -> bool:
    """Whether somebody may vouch in the name of a desk: its members may, and those of the central unit."""
    if not (user.is_authenticated and user.is_active and user.has_perm("trainers.change_trainer")):
        return False
    return desks_for(user).filter(pk=desk.pk).exists()


def desks_for(user: User | AnonymousUser) -> Any:
    """The desks in whose name somebody may vouch."""
    own = Desk.objects.filter(members__user_id=user.pk)
    return Desk.objects.all() if own.filter(central=True).exists() else own


def vouch(
    trainer: Trainer,
    desk: Desk,
    *,
    by: User,
    until: dt.date,
    for_what: Iterable[str],
    knowledge: str,
    reason: str,
    today: dt.date,
) -> Vouching:
    """Vouch for a trainer, for the first time or again. Raises Refused."""
    meant = [each for each in VouchedFor.values if each in set(for_what)]
    _check(by, desk, until, meant, knowledge, today)
    with transaction.atomic():
        before = _locked(trainer)
        again = vouched.may_follow(state_of(before, today), VouchingAct.RENEW)
        # What one desk has in force or has suspended, another does not take over.
        if again and before is not None and not may(by, before.desk):
            raise Refused(_("Only the desk that vouches and the central unit can change this."))
        change = _Change(VouchingAct.RENEW if again else VouchingAct.VOUCH, _who(by), reason, today)
        row = Vouching(
            trainer=trainer, until=until, desk=desk, for_what=meant, knowledge=knowledge, standing=Standing.VOUCHED
        )
        return _written(trainer, before, row, change)


def suspend(trainer: Trainer, *, by: User, reason: str, today: dt.date) -> Vouching:
    """Stop vouching for a while: off the public list at once. Raises Refused."""
    return _stand(trainer, Standing.SUSPENDED, by, _Change(VouchingAct.SUSPEND, _who(by), reason, today))


def resume(trainer: Trainer, *, by: User, reason: str, today: dt.date) -> Vouching:
    """Go on vouching, until the day that stood before. Raises Refused."""
    return _stand(trainer, Standing.VOUCHED, by, _Change(VouchingAct.RESUME, _who(by), reason, today))


def withdraw(trainer: Trainer, *, by: User, reason: str, today: dt.date) -> Vouching:
    """Vouch no more: off the public list at once. Raises Refused."""
    return _stand(trainer, Standing.WITHDRAWN, by, _Change(VouchingAct.WITHDRAW, _who(by), reason, today))


def from_file(trainer: Trainer, desk_id: int | None, until: Any, today: dt.date, *, fresh: bool = False) -> None:
    """Bring a vouching to what a file says: in force by this desk until this day, or none; else leave it alone.

    A fresh trainer has none yet, so that nothing is looked for.
    """
    before = None if fresh else _locked(trainer)
    ends = dt.date.fromisoformat(until) if isinstance(until, str) else until
    stands = before if before is not None and before.standing == Standing.VOUCHED else None
    if (stands and (stands.desk_id, stands.until)) == ((desk_id, ends) if desk_id else None):
        return
    change = _Change(VouchingAct.IMPORT, audit.SYSTEM, "", today)
    if desk_id:
        _written(trainer, before, Vouching(trainer=trainer, until=ends, desk_id=desk_id), change)
    elif before is not None:
        before.standing = Standing.WITHDRAWN
        _written(trainer, _locked(trainer), before, change)


def _check(by: User, desk: Desk, until: dt.date, for_what: list[str], knowledge: str, today: dt.date) -> None:
    if not may(by, desk):
        raise Refused(_("You can vouch only for a desk you belong to."), "desk")
    if until < today:
        raise Refused(_("This day is over."), "until")
    if until > vouched.latest(today, settings.HUB_VOUCHING_MONTHS):
        raise Refused(_("This is too far away. Choose an earlier day, and renew it when it comes near."), "until")
    if not for_what:
        raise Refused(_("Say what the desk vouches for."), "for_what")
    if not knowledge.strip():
        raise Refused(_("Say from whose knowledge."), "knowledge")


def _stand(trainer: Trainer, standing: Standing, by: User, change: _Change) -> Vouching:
    with transaction.atomic():
        before, row = _locked(trainer), row_of(trainer)
        if row is None or not vouched.may_follow(state_of(before, change.today), change.act):
            raise Refused(_("Somebody has changed this meanwhile. Look again at how it stands."))
        if not may(by, row.desk):
            raise Refused(_("Only the desk that vouches and the central unit can change this."))
        if not change.reason.strip():
            raise Refused(_("Write a reason: colleagues read it later."), "reason")
        row.standing = standing
        return _written(trainer, before, row, change)


def _locked(trainer: Trainer) -> Vouching | None:
    # The trainer's row, since a vouching that is not there yet cannot be locked.
    list(Trainer.objects.select_for_update().filter(pk=trainer.pk).values_list("pk"))
    return row_of(trainer)


def _written(trainer: Trainer, before: Vouching | None, row: Vouching, change: _Change) -> Vouching:
    row.told = None
    row.save(force_insert=before is None)
    last = 0 if before is None else trainer.vouching_changes.aggregate(last=Max("number"))["last"]
    VouchingChange.objects.create(
        trainer=trainer,
        number=(last or 0) + 1,
        on=change.today,
        who=change.who,
        act=change.act,
        before=state_of(before, change.today),
        after=state_of(row, change.today),
        desk_id=row.desk_id,
        until=row.until,
        reason=change.reason.strip(),
    )
    if change.act != VouchingAct.IMPORT:
        what = f"trainer:{trainer.pk} desk:{row.desk_id} until:{row.until:%Y-%m-%d}"
        audit.record(who=change.who, act=f"vouching.{change.act}", what=what)
    return row


def _who(user: User) -> str:
    return f"user:{user.pk}"
