"""Rows of the directory as values: one function per question, a constant number of queries each."""

from __future__ import annotations

import datetime as dt

from trainers import candidates as reading
from trainers.choices import Tier
from trainers.matching.values import Candidate
from trainers.models import Trainer


def candidates(today: dt.date) -> tuple[Candidate, ...]:
    """Everyone a desk may weigh: unpublished and no longer vouched for too, so that it sees why they are left out."""
    return reading.candidates(Trainer.objects.all(), today, for_desk=True)


def public_candidates(today: dt.date) -> tuple[Candidate, ...]:
    """Those an anonymous asker may be answered about: vetted today, and not known to the desk alone.

    Nothing sealed is opened for them but where they cannot go.
    """
    rows = Trainer.objects.vetted(today).exclude(tiers__display_name=Tier.DESK)
    return reading.candidates(rows, today, for_desk=False)


def count_listed(today: dt.date) -> int:
    """How many trainers the public directory shows."""
    return Trainer.objects.listed(today).count()
