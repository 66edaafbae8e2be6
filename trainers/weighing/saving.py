"""Saving weights: each time a new version with its reason, in the audit log, and never over somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from trainers.matching.weights import check
from trainers.models import DeskMember
from trainers.weighing.models import WeightsVersion

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class NotSaved(Exception):
    """Others were saved meanwhile, or whoever tries may not."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def may_look(user: User | AnonymousUser) -> bool:
    """Whether somebody may see how matches are weighed: who works with trainers, and the central unit."""
    return user.has_perm("trainers.change_trainer") or may_save(user)


def may_save(user: User | AnonymousUser) -> bool:
    """Whether somebody decides for all desks: who works at the central unit; no other right makes up for that."""
    if not (user.is_authenticated and user.is_active):
        return False
    return DeskMember.objects.filter(user_id=user.pk, desk__central=True, desk__live=True).exists()


def save(user: User, weights: Mapping[str, int], why: str, *, after: int) -> WeightsVersion:
    """Save weights as the version after another one; those of an older version say so.

    Raises NotSaved where that one is not the last any more or somebody may not, ValueError for weights that are not
    whole.
    """
    check(weights)
    if not may_save(user):
        audit.record(who=f"user:{user.pk}", act="weights.save", outcome=audit.Outcome.REFUSED)
        raise NotSaved("not_central")
    try:
        with transaction.atomic():
            last = WeightsVersion.objects.order_by("-number").values_list("number", flat=True).first() or 0
            if last != after:
                raise NotSaved("changed_meanwhile")
            row = WeightsVersion.objects.create(
                number=last + 1,
                weights=dict(weights),
                why=why,
                who=f"user:{user.pk}",
                at=timezone.now(),
                same_as=_like(weights),
            )
            audit.record(who=row.who, act="weights.save", what=f"weights:{row.number}")
    except IntegrityError as beaten:
        raise NotSaved("changed_meanwhile") from beaten
    return row


def _like(weights: Mapping[str, int]) -> int | None:
    """The last version that had the same weights."""
    rows = WeightsVersion.objects.order_by("-number").values_list("number", "weights")
    return next((number for number, saved in rows if saved == dict(weights)), None)
