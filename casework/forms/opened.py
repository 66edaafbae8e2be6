"""The forms of somebody who comes back to a case: code and passphrase, a message, how to be told, erasing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import Text, one
from casework.forms.questions import TELLS
from casework.needs import Contact
from casework.who_reads import Readers


class Form(forms.Form):
    """A form that says what is to be put right itself: browsers differ, and not all of them say it."""

    def __init__(self, data: Any = None, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, auto_id="f-%s", initial=initial, use_required_attribute=False)

    def faults(self) -> list[dict[str, Any]]:
        """What is to be put right, each leading to its field."""
        return [
            {"id": self[name].auto_id, "label": self[name].label, "text": text}
            for name, texts in self.errors.items()
            for text in texts
        ]

    def drawn(self, name: str, readers: Readers) -> dict[str, Any]:
        """A field as components/field takes it, with who reads it, keeping what was typed."""
        bound = self[name]
        field = {
            "id": bound.auto_id,
            "name": bound.html_name,
            "label": bound.label,
            "hint": bound.help_text,
            "reads": readers.line(name),
            "errors": bound.errors,
            "optional": not bound.field.required,
            "value": bound.value() or "",
        }
        if not isinstance(bound.field, forms.ChoiceField):
            return {**field, "kind": "textarea"}
        options = [{**choice._asdict(), "checked": choice.value == bound.value()} for choice in TELLS]
        return {**field, "kind": "radio", "options": options, "more": []}


class OpenForm(Form):
    """The two secrets that open a case. Whether they are right is no matter of the form."""

    code = Text(
        _("Case code"),
        _("12 letters and digits. Capitals, blanks and hyphens do not matter."),
        _("Type the case code that you wrote down"),
    )
    passphrase = Text(
        _("Passphrase"),
        _(
            "Seven words, or seven groups of digits, in their order. Capitals and accents do not matter. "
            "We never show it again, so you type it each time."
        ),
        _("Type the passphrase that you wrote down"),
    )


class MessageForm(Form):
    """A message to the desk."""

    say = Text(
        _("Write to the desk"),
        _("In any language. At most 5,000 characters."),
        _("Write your message first"),
        long=True,
    )


class ContactForm(Form):
    """How somebody wants to hear from the desk, and what must never happen; the words are those of the last step."""

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
        """The answer, as the case keeps it."""
        return Contact(**self.cleaned_data)


class EraseForm(Form):
    """The tick that makes erasing a decision."""

    sure = forms.BooleanField(
        label=_("Yes, erase all of it"),
        error_messages={"required": _("Tick the box if you want to erase the case")},
    )
