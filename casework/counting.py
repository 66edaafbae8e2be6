"""The counters of a month: how often, at which desk, and nothing else."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from casework.models import Counter
from casework.models.counter import Counted


def count(what: Counted, desk: str, today: dt.date) -> None:
    """One more of these at a desk in this month."""
    with transaction.atomic():
        row, _made = Counter.objects.get_or_create(year=today.year, month=today.month, desk=desk, what=what)
        Counter.objects.filter(pk=row.pk).update(number=F("number") + 1)
