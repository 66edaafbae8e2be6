"""Small forms: the code to come back with, an answer to the desk, and what is wrong with an entry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub import codes, remarks
from trainers.forms.fields import shown_again
from trainers.forms.who_fits import Choice
from trainers.joining import sending
from trainers.joining.choices import WrongHere
from trainers.joining.fields import Plain, pick


class Small(forms.Form):
    """Questions whose faults stand in a summary."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, auto_id="f-%s", use_required_attribute=False, **more)

    def faults(self) -> list[dict[str, Any]]:
        """What is to be put right, each leading to its field."""
        return [
            {"id": self[name].auto_id, "label": self[name].label, "text": text}
            for name, texts in self.errors.items()
            for text in texts
        ]


class CodeForm(Small):
    """The code that was shown when it was sent."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Sixteen signs, as you wrote them down. Blanks and small letters do not matter."),
        max_length=codes.LONGEST_TYPED,
        error_messages={"required": _("Write your code"), "max_length": _("Write your code, without more")},
    )

    def clean_code(self) -> str:
        """A code of sixteen signs."""
        given: str = self.cleaned_data["code"]
        if not codes.normalised(given, sending.LENGTH):
            raise forms.ValidationError(_("A code has sixteen signs, in four groups of four"))
        return given

    def typed(self) -> str:
        """What the field shows again."""
        return shown_again(str(self["code"].value() or ""))


class AnswerForm(Small):
    """An answer to the desk's question."""

    answer = Plain(_("Your answer"), _("At most 5,000 characters."), _("Write your answer"), long=True)


class RemarkForm(Small):
    """What is wrong with an entry."""

    what = pick(_("What is wrong?"), [Choice(each.value, each.label) for each in WrongHere])
    text = Plain(
        _("What should the desk know?"),
        _("One or two sentences, at most 1,000 characters. Leave out who you are, and your own case."),
        long=True,
        most=remarks.LONGEST,
    )
