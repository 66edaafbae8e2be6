"""The trainers that an unknown asker may be answered about, made ready in memory until something about them changes.

A desk's are read anew for each answer: what they opted in to be found by is opened for that one run.
"""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone

from hub import versions
from hub.querysets import unexpired
from trainers import store
from trainers.matching.matrix.trainers import Matrix
from trainers.models import Trainer


@dataclass(frozen=True)
class _Kept:
    """Trainers made ready, the day they were read for, and the moment from which they no longer hold."""

    matrix: Matrix
    today: dt.date
    until: dt.datetime | None


_lock = threading.Lock()
_kept: dict[str, _Kept] = {}


def public(today: dt.date) -> Matrix:
    """Everyone an unknown asker may be answered about: one query where nothing has changed."""
    version, now = versions.of("directory", "vocabulary"), timezone.now()
    kept = _kept.get("public")
    if kept and kept.matrix.version == version and kept.today == today and not (kept.until and kept.until <= now):
        return kept.matrix
    with _lock:
        made = _Kept(Matrix(store.public_candidates(today), version), today, _next_expiry(now))
        _kept["public"] = made
    return made.matrix


def _next_expiry(now: dt.datetime) -> dt.datetime | None:
    found: dt.datetime | None = Trainer.objects.filter(unexpired(now), live=True).aggregate(at=Min("expire_at"))["at"]
    return found
