"""Rows without versions: a form remembers the state that it was opened in, and can be drawn again unsaved."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.forms.models import WagtailAdminModelForm

# The state of a row when its form was drawn, sent along with the form.
STAMP_OF_THE_ROW: Final = "state-when-opened"
# Sent by the page that shows two versions: draw the form again with all that was typed, and save nothing.
BACK_TO_THE_FORM: Final = "conflict-back"
NOT_YET: Final = _("Nothing is saved yet. What you typed is here; saving puts it on top of the other.")


def stamp(row: Model) -> str:
    """A mark of all that a row and the rows that belong to it hold; another as soon as anything changes."""
    if isinstance(row, ClusterableModel):
        held: Any = row.serializable_data()
    else:
        held = {field.attname: field.value_to_string(row) for field in row._meta.concrete_fields}
    return hashlib.sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()


class GoesBackToTheForm:
    """For a form of Wagtail's: put before `WagtailAdminModelForm` among its bases."""

    data: Any

    def clean(self) -> dict[str, Any]:
        """Save nothing where somebody only asked for the form."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if BACK_TO_THE_FORM in self.data:
            self.add_error(None, NOT_YET)  # type: ignore[attr-defined]
        return cleaned


class RowForm(GoesBackToTheForm, WagtailAdminModelForm):  # type: ignore[misc]
    """The editor's form of a row: after two people have saved, it comes back with all that was typed."""
