"""The editors' form of a term."""

from __future__ import annotations

from typing import Any

from hub.stamps import RowForm


class ConceptForm(RowForm):
    """Offers as the broader term only terms of the same list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        broader = self.fields.get("broader")
        if broader is not None and self.instance.scheme:
            broader.limit_choices_to = {"scheme": self.instance.scheme, "status": "active"}
