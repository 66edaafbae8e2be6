"""How often an address was asked for in vain on a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hub.retention import Retention


class MissingPath(models.Model):
    """A day's count of an address that leads nowhere: no moment, no reader, nothing of what led there."""

    retention = Retention.MISSING_PATH
    path = models.CharField(max_length=200)
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        """One row for an address and a day."""

        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-day", "path"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["path", "day"], name="one_count_per_address_and_day")
        ]

    def __str__(self) -> str:
        """Which address."""
        return self.path
