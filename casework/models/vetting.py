"""That a desk has vetted the organisation of a case, and what was opened with that."""

from __future__ import annotations

from django.db import models

from casework.models.base import CaseSealedField, OfCase
from casework.models.case import Case
from hub.retention import Retention
from trainers.models import Desk


class VettedMark(OfCase):
    """A desk vouches for whoever asks in a case; it holds as long as the case is with that desk."""

    retention = Retention.CASE
    case = models.OneToOneField(Case, models.CASCADE, related_name="vetted")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    on = models.DateField()


class VettedOpening(OfCase):
    """Something that was opened as a vetted organisation: on which day, and, sealed, what."""

    retention = Retention.CASE_CONTENT
    case = models.ForeignKey(Case, models.CASCADE, related_name="vetted_openings")
    number = models.PositiveIntegerField()
    on = models.DateField()
    body = CaseSealedField()

    class Meta(OfCase.Meta):
        """A number once per case."""

        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="vetted_opening_number_once")]
