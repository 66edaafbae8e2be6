"""The key of a case, wrapped once for each who may open it; never in the clear."""

from __future__ import annotations

from django.db import models

from casework.models.base import CaseSealedField, OfCase
from casework.models.case import Case
from hub.retention import Retention

PASSPHRASE = "passphrase"  # noqa: S105 - a name


def at_desk(public_id: str) -> str:
    """The recipient that a desk is."""
    return f"desk:{public_id}"


class CaseKey(OfCase):
    """The key of a case, wrapped for the passphrase or for a desk."""

    retention = Retention.CASE_KEY
    case = models.ForeignKey(Case, models.CASCADE, related_name="keys")
    recipient = models.CharField(max_length=80)
    wrapped = CaseSealedField()

    class Meta(OfCase.Meta):
        """Wrapped once per recipient."""

        constraints = [models.UniqueConstraint(fields=["case", "recipient"], name="case_key_once_per_recipient")]


class OpenedCase(OfCase):
    """A case that somebody has opened with its code: what the cookie holds opens the key in this row."""

    retention = Retention.OPENED_CASE
    key_hash = models.CharField(max_length=64, unique=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="opened")
    wrapped = CaseSealedField()
    on = models.DateField(db_index=True)
