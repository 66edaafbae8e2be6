"""What trainers change of themselves: at once where it is theirs alone, else as a wish that a desk decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import audit
from hub.retention import Retention
from trainers import vouching
from trainers.choices import WishState
from trainers.models import Trainer, Wish
from trainers.own import applying, fields

if TYPE_CHECKING:
    from accounts.models import User

THEMSELVES: Final = "trainer"


class Refused(ValueError):
    """Wishes cannot be decided so; `sentence` says why."""

    def __init__(self, sentence: Any) -> None:
        """Keep what is said to the person."""
        super().__init__("wish")
        self.sentence = sentence


def change(trainer: Trainer, wanted: fields.Record, today: dt.date) -> fields.Sorted:
    """Write what holds at once, and keep what waits in the place of an earlier wish for the same field."""
    with transaction.atomic():
        Trainer.objects.select_for_update().get(pk=trainer.pk)
        now = applying.record_of(trainer)
        asked = fields.changes(now, wanted)
        if asked.at_once:
            applying.apply(trainer, asked.at_once)
        for field, value in asked.at_once.items():
            _keep(trainer, field, fields.value(now, field), value, WishState.DONE, today)
        # A field that is sent as it stands takes an earlier wish back.
        named = [field for field in _named(wanted) if field not in asked.at_once]
        Wish.objects.filter(trainer=trainer, state=WishState.WAITING, field__in=named).delete()
        for field, value in asked.waits.items():
            _keep(trainer, field, fields.value(now, field), value, WishState.WAITING, today)
    return asked


def _named(wanted: fields.Record) -> list[str]:
    plain = [field for field in wanted if field != fields.TIERS]
    return [*plain, *(f"{fields.TIERS}.{field}" for field in wanted.get(fields.TIERS, ()))]


def _keep(trainer: Trainer, field: str, before: Any, after: Any, state: WishState, today: dt.date) -> None:
    if field in fields.NO_TRACE and state == WishState.DONE:
        before = after = None
    done = state == WishState.DONE
    Wish.objects.create(
        trainer=trainer,
        field=field,
        before=before,
        wished=after,
        state=state,
        on=today,
        decided_on=today if done else None,
        who=THEMSELVES if done else "",
    )


def waiting(trainer: Trainer) -> dict[str, Any]:
    """What a trainer waits for, by field."""
    return {row.field: row.wished for row in trainer.wishes.filter(state=WishState.WAITING)}


def for_review(user: User) -> QuerySet[Wish]:
    """The wishes that a member of staff may decide: of trainers whom their desk vouches for, or nobody does."""
    rows = Wish.objects.filter(state=WishState.WAITING).select_related("trainer__vouching__desk")
    return rows.filter(Q(trainer__vouching=None) | Q(trainer__vouching__desk__in=vouching.desks_for(user)))


def is_id(text: str) -> bool:
    """Whether a text can be the id of a wish."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def take_back(trainer: Trainer, field: str) -> None:
    """A trainer does not want it any more."""
    Wish.objects.filter(trainer=trainer, state=WishState.WAITING, field=field).delete()


def decide(trainer: Trainer, chosen: Collection[str], *, accept: bool, reason: str, by: User, today: dt.date) -> int:
    """Accept or refuse these wishes of a trainer, given by their ids; answers how many. Raises Refused."""
    if not accept and not reason.strip():
        raise Refused(_("Write a reason: they read it when they come back."))
    with transaction.atomic():
        Trainer.objects.select_for_update().get(pk=trainer.pk)
        rows = list(for_review(by).filter(trainer=trainer, pk__in=chosen))
        if len(rows) != len(set(chosen)) or not rows:
            raise Refused(_("Somebody has decided or changed this meanwhile. Look again."))
        if accept:
            applying.apply(trainer, {row.field: row.wished for row in rows}, today)
        for row in rows:
            row.state = WishState.ACCEPTED if accept else WishState.REFUSED
            row.reason, row.decided_on, row.who = reason.strip(), today, f"user:{by.pk}"
            row.save()
        act = "profile.accept" if accept else "profile.refuse"
        audit.record(who=f"user:{by.pk}", act=act, what=f"trainer:{trainer.pk} fields:{len(rows)}")
    return len(rows)


def decided(trainer: Trainer) -> list[Wish]:
    """What a desk has decided and the trainer has not put away."""
    return list(trainer.wishes.filter(state__in=(WishState.ACCEPTED, WishState.REFUSED), told=False))


def put_away(trainer: Trainer) -> None:
    """They have read what was decided."""
    Wish.objects.filter(trainer=trainer, state__in=(WishState.ACCEPTED, WishState.REFUSED)).update(told=True)


def done_themselves(trainer: Trainer) -> Mapping[dt.date, list[str]]:
    """Which fields they changed at once lately, by day, the newest first."""
    found: dict[dt.date, list[str]] = {}
    for row in trainer.wishes.filter(state=WishState.DONE).order_by("-on", "field").only("on", "field"):
        if row.field not in found.setdefault(row.on, []):
            found[row.on].append(row.field)
    return found


def forget_old(now: dt.datetime) -> int:
    """Drop what was decided long ago."""
    kept = Retention.PROFILE_WISH.lifetime.limit or dt.timedelta()
    gone, _per_model = Wish.objects.filter(decided_on__lte=now.date() - kept).delete()
    return gone
