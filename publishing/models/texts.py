"""From which words a text in a row was translated, so that a change of its original shows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hub.retention import Retention


class MadeFrom(models.Model):
    """The mark of the original's words when a text was translated; nothing of who did it, nor of what it says."""

    retention = Retention.NONE
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    mark = models.CharField(max_length=64)

    class Meta:
        """Once for each text and language."""

        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "language"], name="made_from_once"),
        ]

    def __str__(self) -> str:
        """Which text."""
        return f"{self.key} ({self.language})"
