"""What was asked for and not met: counted apart from every case, in coarse classes and by the half year.

While a half year runs, its counts lie in one sealed text of constant steps in length: the database tells
neither what was counted nor how much. When it is over, what may be published stays and the counts go.
"""

from __future__ import annotations

from django.db import models

from casework.models.base import OfCase
from casework.models.case import Case
from hub.retention import Retention
from hub.sealing import SealedModel, SealedTextField


class NeedTally(SealedModel):
    """The exact counts of a half year that is not over: sealed, and gone once the picture of it is made."""

    retention = Retention.NEED_TALLY
    wagtail_reference_index_ignore = True
    period = models.CharField(max_length=6, unique=True)
    body = SealedTextField(purpose="casework.needs")

    class Meta:
        """One row for each half year."""

        default_permissions = ()

    def __str__(self) -> str:
        """Which half year; never what it holds."""
        return self.period


class NeedPicture(models.Model):
    """What may be published of a half year: blocks of `least` or more (hub.suppression)."""

    retention = Retention.NONE
    wagtail_reference_index_ignore = True
    period = models.CharField(max_length=6, unique=True)
    least = models.PositiveSmallIntegerField()
    blocks = models.JSONField(default=list)

    class Meta:
        """The last half year first."""

        ordering = ["-period"]
        default_permissions = ()

    def __str__(self) -> str:
        """Which half year."""
        return self.period


class CountedNeed(OfCase):
    """That a case was counted as unmet, so that it is counted once. It goes with the case."""

    retention = Retention.CASE
    case = models.OneToOneField(Case, models.CASCADE, related_name="counted_need")
