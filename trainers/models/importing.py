"""What the last import wrote, so that work done here since is seen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention


class ImportRecord(models.Model):
    """The fingerprint of an entry as an import left it; it says nothing of what the entry holds."""

    retention = Retention.LISTING
    wagtail_reference_index_ignore = True
    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)

    class Meta:
        """One per entry."""

        verbose_name = _("import record")
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id"], name="import_record_once"),
        ]

    def __str__(self) -> str:
        """Kind and id."""
        return f"{self.kind} {self.public_id}"
