"""What the tables of casework share: rows of a case, and columns that hold ciphertext and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from hub.sealing import Ciphertext, SealedModel, SealedValueLeaves

if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    Text = models.TextField


class CaseSealedField(Text):
    """A text sealed under the key of its case: whoever writes it seals it first, and no query looks into it.

    The key is in no table that the application could read by itself, so nothing opens when a row is read.
    """

    sealed = True

    def from_db_value(self, value: str | None, *_context: Any) -> Ciphertext | None:
        return None if value is None else Ciphertext(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Ciphertext):
            return value
        raise SealedValueLeaves(f"{self} holds ciphertext: seal the text under the key of its case first.")

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> Any:
        return None

    def value_to_string(self, obj: models.Model) -> str:
        raise SealedValueLeaves(f"{self} is written to no revision, fixture or export.")


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
