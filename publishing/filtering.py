"""Filters of reports whose rows are computed: no column holds their values, so each report filters them itself."""

from __future__ import annotations

from typing import Any

from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page


class GivenChoices(WagtailFilterSet):  # type: ignore[misc]
    """A form of filters whose choices the report gives, of what it has."""

    class Meta:
        """A model is asked for; none of its columns is filtered."""

        model = Page
        fields: list[str] = []

    def __init__(self, *args: Any, choices: dict[str, list[tuple[Any, str]]], **kwargs: Any) -> None:
        super().__init__(*args, queryset=Page.objects.none(), **kwargs)
        for name, known in choices.items():
            self.filters[name].extra["choices"] = known
