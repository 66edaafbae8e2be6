"""What the index has yet to be told, and what operators are told of the index."""

from __future__ import annotations

from django.db import models

from hub.retention import Retention
from search.choices.models import EditorialChoice
from search.vain.models import VainSearch

__all__ = ["EditorialChoice", "EngineRecord", "PendingUpdate", "VainSearch"]


class PendingUpdate(models.Model):
    """A page whose entry in the public index must be made anew: written in the transaction that changed it.

    `version` grows with every change; each engine has rows of its own. A row says nothing about what
    changed: whoever drains it reads the page as it is then, so doing it twice is harmless.
    """

    version = models.BigAutoField(primary_key=True)
    page = models.PositiveBigIntegerField()
    engine = models.CharField(max_length=20, default="embedded")
    retention = Retention.NONE

    class Meta:
        """Drained oldest first."""

        ordering = ["version"]

    def __str__(self) -> str:
        return f"page {self.page}, version {self.version}"


class EngineRecord(models.Model):
    """When an engine was last brought up to date, and when and why it last failed readers.

    The last four: when it was last compared with the database, and how many pages it lacked, had too many, had
    otherwise than they were published.
    """

    engine = models.CharField(max_length=20, unique=True)
    updated_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    compared_at = models.DateTimeField(null=True)
    missing = models.PositiveIntegerField(default=0)
    extra = models.PositiveIntegerField(default=0)
    older = models.PositiveIntegerField(default=0)
    retention = Retention.NONE

    def __str__(self) -> str:
        return self.engine

    @property
    def put_right(self) -> int:
        """The pages that differed when it was last compared."""
        return self.missing + self.extra + self.older
