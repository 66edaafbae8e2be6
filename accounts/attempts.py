"""Counting failed attempts in the database: works without a cache, in any number of processes."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import SignInAttempts
from accounts.throttle import FORGOTTEN_AFTER, STAFF, Attempts, Rule, after_failure, fresh
from hub.keys import keyed_hash


class TooManyAttempts(Exception):
    """The next try for this name has to wait."""


def key_of(kind: str, name: str) -> str:
    """The keyed hash a name is counted under, the same for any way to type it."""
    return keyed_hash(f"attempts/{kind}", unicodedata.normalize("NFKC", name).strip().casefold())


def begin(kind: str, name: str, rule: Rule = STAFF) -> str:
    """Count an attempt as failed before it is looked at, so that many at once are not one; raise if it must wait.

    Answers the key to give to `succeeded`.
    """
    key, now = key_of(kind, name), timezone.now()
    with transaction.atomic():
        row, _made = SignInAttempts.objects.select_for_update().get_or_create(
            account=key, defaults={"since": now, "last": now}
        )
        before = _state(row)
        if before.admits(now):
            _keep(row, after_failure(before, now, rule))
            return key
    raise TooManyAttempts


def succeeded(key: str) -> None:
    """The attempt was right: nothing is left of the failures before it."""
    now = timezone.now()
    clean = fresh(now)
    SignInAttempts.objects.filter(account=key).update(
        failures=clean.failures, since=now, last=now, delays=0, next_allowed=None
    )


def forget(key: str) -> None:
    """The attempt was right, and it is nobody's business when it was made: not even its time stays."""
    SignInAttempts.objects.filter(account=key).delete()


def forget_old(now: datetime) -> int:
    """Remove the rows that nothing was added to for a day; answers how many."""
    removed, _per_model = SignInAttempts.objects.filter(last__lte=now - FORGOTTEN_AFTER).delete()
    return removed


def _state(row: SignInAttempts) -> Attempts:
    return Attempts(row.failures, row.since, row.last, row.delays, row.next_allowed)


def _keep(row: SignInAttempts, state: Attempts) -> None:
    row.failures, row.since, row.last = state.failures, state.since, state.last
    row.delays, row.next_allowed = state.delays, state.next_allowed
    row.save(update_fields=["failures", "since", "last", "delays", "next_allowed"])
