"""Counters: all that remains of cases that are gone."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from hub.retention import Retention


class Counted(StrEnum):
    """What is counted, by desk and month."""

    RECEIVED = "received"
    ANSWERED = "answered"
    ERASED = "erased"
    PURGED = "purged"
    UNCONFIRMED = "unconfirmed"


class Counter(models.Model):
    """How often something happened at a desk in a month."""

    retention = Retention.NONE
    wagtail_reference_index_ignore = True
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    # The desk's public id: a number outlives the desk it was counted for.
    desk = models.CharField(max_length=60)
    what = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Counted])
    number = models.PositiveIntegerField(default=0)

    class Meta:
        """Counted once per desk, month and kind."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["year", "month", "desk", "what"], name="counter_once"),
            models.CheckConstraint(condition=models.Q(month__range=(1, 12)), name="counter_month"),
        ]

    def __str__(self) -> str:
        """What was counted."""
        return f"{self.year}-{self.month:02} {self.desk} {self.what}"
