"""What the forms of casework share: saying themselves what is to be put right, and how somebody wants to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import Text, one
from casework.forms.questions import TELLS
from casework.needs import Contact


class Questions(forms.Form):
    """Questions whose faults stand in a summary: browsers differ, and not all of them say them."""

    def faults(self) -> list[dict[str, Any]]:
        """What is to be put right, each leading to its field."""
        return [
            {"id": self[name].auto_id, "label": self[name].label, "text": text}
            for name, texts in self.errors.items()
            for text in texts
        ]


class ContactQuestions(Questions):
    """How somebody wants to hear from the desk, and what must never happen: when they ask, and when they change it."""

    tell = one(_("How do you want to hear from us?"), TELLS)
    address = Text(
        _("How can the desk reach you safely?"),
        _("Only if you chose to be reached. In your own words: a channel, and a name or number that are safe."),
        long=True,
    )
    never = Text(
        _("What must never be done or said?"),
        _("For example: no calls, no name on an envelope, nothing about this site."),
        long=True,
    )

    def clean(self) -> dict[str, Any]:
        """Who wants to be reached says how."""
        given = {**self.cleaned_data}
        if given.get("tell") == "contact" and not given.get("address") and "address" not in self.errors:
            self.add_error("address", _("Write how the desk can reach you"))
        return given

    def contact(self) -> Contact:
        """The answer, as a case keeps it."""
        return Contact(**self.cleaned_data)
