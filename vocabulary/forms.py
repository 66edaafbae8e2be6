"""The editors' form of a term."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from hub.stamps import RowForm


class ConceptForm(RowForm):
    """Offers as the broader term only terms of the same list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        broader = self.fields.get("broader")
        if broader is not None and self.instance.scheme:
            broader.limit_choices_to = {"scheme": self.instance.scheme, "status": "active"}

    def is_valid(self) -> bool:
        """Related terms are judged by the term as it will be: its own line may have changed in the same form."""
        fine: bool = super().is_valid()
        for row in getattr(self, "formsets", {}).get("related", ()):
            other = getattr(row, "cleaned_data", {}).get("other")
            if other is None or row.cleaned_data.get("DELETE"):
                continue
            try:
                type(row.instance)(concept=self.instance, other=other).clean()
            except ValidationError as wrong:
                row.add_error("other", wrong.message_dict["other"])
                fine = False
        return fine
