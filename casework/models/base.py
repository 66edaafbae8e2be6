"""What the tables of casework share: rows of a case, and columns that hold ciphertext and nothing else."""

from __future__ import annotations

from hub.sealing import CiphertextField, SealedModel


class CaseSealedField(CiphertextField):
    """A text sealed under the key of its case: whoever writes it seals it first.

    The key is in no table that the application could read by itself, so nothing opens when a row is read.
    """

    instead = "seal the text under the key of its case first"


class OfCase(SealedModel):
    """A row that belongs to a case and goes with it."""

    wagtail_reference_index_ignore = True

    class Meta:
        """No table of its own, no rights in the admin."""

        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        """Which row it is; never what it holds."""
        return f"{self._meta.model_name} {self.pk}"
