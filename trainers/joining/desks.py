"""Which desk reads what, and whether somebody belongs to it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from trainers.joining.choices import WrongWith
from trainers.models import Desk, Organisation, Trainer
from vocabulary import places

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class NoDesk(LookupError):
    """No desk serves a country, and there is no central unit."""


def desk_of(country: str) -> Desk:
    """The desk that serves a country and fewest others beside it, else the central unit. Raises NoDesk."""
    rows = list(Desk.objects.listed().prefetch_related("places", "languages").order_by("public_id"))
    served = {row.pk: {each for place in row.places.all() for each in places.countries_in(place.code)} for row in rows}
    serving = [row for row in rows if country in served[row.pk] and not row.central]
    nearest = sorted(serving, key=lambda row: len(served[row.pk])) or [row for row in rows if row.central]
    if not nearest:
        raise NoDesk(country)
    return nearest[0]


def desk_for_remark(kind: str, entry: str, today: dt.date) -> Desk:
    """Who is told what is wrong with a public entry: who vouches for it; of a desk, the central unit.

    Raises NoDesk when there is no such entry, or nobody to tell.
    """
    if kind == WrongWith.TRAINER:
        row = Trainer.objects.listed(today).select_related("vouching__desk").filter(public_id=entry).first()
        if row is not None:
            return row.vouching.desk
    elif kind == WrongWith.ORGANISATION:
        place = Organisation.objects.listed().filter(public_id=entry).values_list("base_country", flat=True).first()
        if place is not None:
            return desk_of(place)
    elif kind == WrongWith.DESK:
        found = {row.central: row for row in Desk.objects.listed().filter(Q(public_id=entry) | Q(central=True))}
        if any(row.public_id == entry for row in found.values()):
            return found.get(True) or found[False]
    raise NoDesk(entry)


def desks_of(user: User | AnonymousUser) -> QuerySet[Desk]:
    """The desks whose applications and remarks somebody reads: their own; members of the central unit read all.

    The right to keep the directory is not enough: only who belongs to a desk is a coordinator.
    """
    if not (user.is_authenticated and user.is_active and user.has_perm("trainers.change_trainer")):
        return Desk.objects.none()
    own = Desk.objects.filter(members__user_id=user.pk)
    return Desk.objects.all() if own.filter(central=True).exists() else own


def reads(user: User | AnonymousUser, desk_id: int) -> bool:
    """Whether somebody reads what was sent to a desk."""
    return desks_of(user).filter(pk=desk_id).exists()
