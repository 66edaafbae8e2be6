"""A language's PO file on its way in: what is left to do outlives the browser that sent it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from hub.retention import Retention


class LanguageUpload(models.Model):
    """A file, who sent it, and how far it is; when all is done its text goes and the counts stay for 30 days."""

    retention = Retention.STAFF_ACCOUNT
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    data = models.BinaryField()
    sentences = models.PositiveIntegerField()  # with a translation
    begun_on = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateTimeField(null=True)
    was_stopped = models.BooleanField(default=False)
    done = models.JSONField(default=list)  # names of pages and rows
    taken = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    not_taken = models.PositiveIntegerField(default=0)
    named = models.JSONField(default=list)  # of those not taken the first: where, sentence, why

    class Meta:
        """The last first; one file of a language at a time."""

        default_permissions: ClassVar[tuple[str, ...]] = ()
        ordering: ClassVar[list[str]] = ["-begun_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["language"], condition=models.Q(ended_on=None), name="one_file_of_a_language_at_a_time"
            )
        ]

    def __str__(self) -> str:
        """Which language."""
        return f"{self.language}.po"

    @property
    def gone_through(self) -> int:
        """How many sentences are behind it."""
        return int(self.taken + self.same + self.not_taken)
