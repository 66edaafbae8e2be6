"""Forms of Wagtail's editors whose parts a script builds: what was not sent stays as it is stored.

Blocks and comments are drawn by a script, so a browser without one sends nothing of them; Wagtail then fails or
takes them for empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.base import BlockWidget
from wagtail.fields import StreamField

BROKEN = _("This text did not arrive whole, so none of it was taken. What was stored before is still there.")


def blocks_not_sent(row: Any, sent: Mapping[str, Any]) -> list[str]:
    """The names of the texts of blocks of a page or row of which a form sent nothing."""
    return [
        str(field.verbose_name)
        for field in row._meta.get_fields()
        if isinstance(field, StreamField) and f"{field.name}-count" not in sent
    ]


def with_nothing_of(prefixes: Iterable[str], sent: Any) -> Any:
    """What was sent, and that it says nothing of these rows below a page."""
    data = sent.copy()
    for prefix in prefixes:
        data.setdefault(f"{prefix}-TOTAL_FORMS", "0")
        data.setdefault(f"{prefix}-INITIAL_FORMS", "0")
    return data


class KeepsWhatWasNotSent:
    """For a form of Wagtail's: put before `WagtailAdminModelForm` among its bases."""

    formsets: dict[str, Any]
    instance: Any
    data: Any
    files: Any
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Read what was sent, whole or not."""
        super().__init__(*args, **kwargs)
        self.broken: set[str] = set()
        for formset in self.formsets.values():
            if formset.is_bound and f"{formset.prefix}-TOTAL_FORMS" not in formset.data:
                formset.data = with_nothing_of([formset.prefix], formset.data)
                if self.instance.pk:
                    formset.min_num = 0

    def _widget_data_value(self, widget: Any, html_name: str) -> Any:
        """Django asks this for every field: blocks that were not sent are those that are stored."""
        if not isinstance(widget, BlockWidget):
            return super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        if not widget.value_omitted_from_data(self.data, self.files, html_name):
            try:
                return super()._widget_data_value(widget, html_name)  # type: ignore[misc]
            except (KeyError, ValueError, TypeError):
                self.broken.add(html_name)
        return self.get_initial_for_field(self.fields[html_name], html_name)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say at the field that a text arrived broken."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        for name in self.broken:
            self.add_error(name, ValidationError(BROKEN))  # type: ignore[attr-defined]
        return cleaned
