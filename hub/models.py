"""The kernel's one table: which version some data are at."""

from __future__ import annotations

from django.db import models

from hub.retention import Retention


class DataVersion(models.Model):
    """A version of some tables: a token that is another one after every write to any of them."""

    retention = Retention.NONE
    wagtail_reference_index_ignore = True
    name = models.CharField(max_length=40, primary_key=True)
    token = models.CharField(max_length=32)

    class Meta:
        """One row for each set of tables."""

        verbose_name = "version of data"
        verbose_name_plural = "versions of data"

    def __str__(self) -> str:
        """What it is the version of."""
        return self.name
