"""What was asked in vain on enough days: its words, and how often in steps of five."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hub.retention import Retention


class VainSearch(models.Model):
    """Words that found nothing: no day, no hour, no reader, no number below five.

    `days` grows by five, each time that five more days have asked; `month` is the first day of the month in which it
    last did.
    """

    retention = Retention.VAIN_SEARCH
    language = models.CharField(max_length=12)
    words = models.CharField(max_length=60)
    days = models.PositiveIntegerField()
    month = models.DateField(db_index=True)

    class Meta:
        """One row for the same words in a language."""

        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-days", "language", "words"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "words"], name="one_row_for_words_in_vain")
        ]

    def __str__(self) -> str:
        """The words."""
        return self.words
