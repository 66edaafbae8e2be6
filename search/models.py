"""What the index has yet to be told."""

from __future__ import annotations

from django.db import models

from hub.retention import Retention


class PendingUpdate(models.Model):
    """A page whose entry in the public index must be made anew: written in the transaction that changed it.

    `version` grows with every change. A row says nothing about what changed: whoever drains it reads the
    page as it is then, so doing it twice is harmless.
    """

    version = models.BigAutoField(primary_key=True)
    page = models.PositiveBigIntegerField()
    retention = Retention.NONE

    class Meta:
        """Drained oldest first."""

        ordering = ["version"]

    def __str__(self) -> str:
        return f"page {self.page}, version {self.version}"
