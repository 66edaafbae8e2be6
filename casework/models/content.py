"""What is written in a case: sealed under its key, numbered, with dates and no times."""

from __future__ import annotations

from django.db import models

from casework.models.base import CaseSealedField, OfCase
from casework.models.case import Case
from hub.retention import Retention


class NeedsAssessment(OfCase):
    """What was asked for, as one sealed text; a later version leaves the earlier ones."""

    retention = Retention.CASE_CONTENT
    case = models.ForeignKey(Case, models.CASCADE, related_name="assessments")
    version = models.PositiveSmallIntegerField(default=1)
    body = CaseSealedField()

    class Meta(OfCase.Meta):
        """Versions are counted."""

        constraints = [models.UniqueConstraint(fields=["case", "version"], name="needs_version_once")]


class Contact(OfCase):
    """How they want to be told, and what must never be done: sealed."""

    retention = Retention.CASE_CONTENT
    case = models.OneToOneField(Case, models.CASCADE, related_name="contact")
    body = CaseSealedField()


class Message(OfCase):
    """What the requester or the desk wrote: sealed, in order by its number."""

    retention = Retention.CASE_CONTENT
    case = models.ForeignKey(Case, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    by_desk = models.BooleanField()
    on = models.DateField()
    body = CaseSealedField()

    class Meta(OfCase.Meta):
        """A number once per case."""

        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="message_number_once")]
