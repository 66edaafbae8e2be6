"""The forms of somebody who comes back to a case: code and passphrase, a message, how to be told, erasing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ContactQuestions, Questions
from casework.forms.fields import Text
from casework.forms.questions import TELLS
from casework.who_reads import Readers


class Form(Questions):
    """A form of somebody who comes back, drawn field by field."""

    def __init__(self, data: Any = None, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, auto_id="f-%s", initial=initial, use_required_attribute=False)

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


class ContactForm(ContactQuestions, Form):
    """The questions of the last step once more; the answers take the place of the earlier ones."""


class EraseForm(Form):
    """The tick that makes erasing a decision."""

    sure = forms.BooleanField(
        label=_("Yes, erase all of it"),
        error_messages={"required": _("Tick the box if you want to erase the case")},
    )
