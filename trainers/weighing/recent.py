"""Keeping what the factors were worth in recent runs, for the preview of other weights and for nothing else."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction

from trainers.matching.outcome import Outcome
from trainers.weighing import preview
from trainers.weighing.models import RecentRuns

_lots = secrets.SystemRandom()


def keep(outcome: Outcome) -> None:
    """Put a run among the recent ones; of fifty, one drawn by lot makes room, so that no order need be kept."""
    run = preview.values(outcome)
    if not run:
        return
    with transaction.atomic():
        row, _made = RecentRuns.objects.select_for_update().get_or_create(pk=RecentRuns.THE_ONE)
        kept: list[Any] = list(row.values)
        _lots.shuffle(kept)
        kept = [*kept[: preview.MOST_RUNS - 1], run]
        _lots.shuffle(kept)
        row.values = kept  # type: ignore[assignment]
        row.save()


def runs() -> tuple[preview.Run, ...]:
    """What is kept, in no order."""
    row = RecentRuns.objects.filter(pk=RecentRuns.THE_ONE).first()
    kept: Any = row.values if row else ()
    return preview.as_runs(kept)
