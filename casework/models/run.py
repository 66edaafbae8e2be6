"""A match of a case as it was once seen: sealed, counted, gone with the case."""

from __future__ import annotations

from django.db import models

from casework.models.base import CaseSealedField, OfCase
from casework.models.case import Case
from hub.retention import Retention


class MatchRun(OfCase):
    """One answer to who fits a case: what was asked, by which weights and draw, and everyone who was shown."""

    retention = Retention.CASE_CONTENT
    case = models.ForeignKey(Case, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    # Of the desk's opening, which the audit log has too.
    on = models.DateField()
    body = CaseSealedField()

    class Meta(OfCase.Meta):
        """A number once per case."""

        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="match_run_number_once")]
