"""What is made of the directory and kept in memory: made anew with each version, each day, when an entry expires."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Min
from django.utils import timezone

from hub import versions
from hub.querysets import unexpired
from trainers.models import Desk, Organisation, Trainer

Made = TypeVar("Made")


@dataclass(frozen=True)
class _Kept(Generic[Made]):
    """What was made, of which versions and for which day, and the moment from which it no longer holds."""

    made: Made
    tokens: tuple[str, ...]
    today: dt.date
    until: dt.datetime | None

    def holds(self, tokens: tuple[str, ...], today: dt.date, now: dt.datetime) -> bool:
        """Whether it would be made alike now."""
        return (self.tokens, self.today) == (tokens, today) and not (self.until and self.until <= now)


class Keeper(Generic[Made]):
    """One thing made of the directory; `make` is given the day and a version that no other has."""

    def __init__(self, make: Callable[[dt.date, tuple[str, ...]], Made]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._kept: _Kept[Made] | None = None

    def of(self, today: dt.date) -> Made:
        """It, as it is on a day: one query where nothing has changed."""
        tokens, now = versions.of("directory", "vocabulary"), timezone.now()
        kept = self._kept
        if kept and kept.holds(tokens, today, now):
            return kept.made
        with self._lock:
            # Others who wait here take what the first of them has made.
            kept = self._kept
            if not (kept and kept.holds(tokens, today, now)):
                made = self._make(today, (*tokens, now.isoformat()))
                kept = self._kept = _Kept(made, tokens, today, next_expiry(now))
        return kept.made


def next_expiry(now: dt.datetime) -> dt.datetime | None:
    """When the next entry of the directory expires by the clock."""
    ends = (
        model._default_manager.filter(unexpired(now), live=True).aggregate(at=Min("expire_at"))["at"]
        for model in (Trainer, Organisation, Desk)
    )
    return min((at for at in ends if at), default=None)
