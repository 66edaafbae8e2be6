"""The versions of the weights, and the values of recent runs of which nobody can say whose they are."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import models

from hub.retention import Retention
from hub.sealing import SealedJSONField, SealedModel

LONGEST_REASON: Final = 300


class WeightsVersion(models.Model):
    """Weights as somebody saved them; none is ever changed, to go back is to save an old one anew."""

    retention = Retention.AUDIT
    wagtail_reference_index_ignore = True
    number = models.PositiveIntegerField(unique=True)
    weights = models.JSONField()
    why = models.CharField(max_length=LONGEST_REASON)
    # As in the audit log: an account that goes leaves the version as it was.
    who = models.CharField(max_length=80)
    at = models.DateTimeField()
    same_as = models.PositiveIntegerField(null=True)

    class Meta:
        """The last one holds."""

        default_permissions = ()
        ordering = ["-number"]

    def __str__(self) -> str:
        """Which one it is."""
        return str(self.number)


class RecentRuns(SealedModel):
    """What each factor was worth in some recent runs: one row, sealed, without case, desk, day or trainer.

    It is written as a whole each time, in an order drawn anew, so that no place in it tells when a run came.
    """

    retention = Retention.NONE
    wagtail_reference_index_ignore = True
    THE_ONE: Final = uuid.UUID(int=0x7275_6E73)
    values = SealedJSONField(purpose="trainers.recent-runs", default=list)

    class Meta:
        """Nobody reads it on a screen of its own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Never what it holds."""
        return "recent runs"
