"""The question what is wrong with a text, and what each answer must be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.remarks import LONGEST
from resources.models.remark import WrongText

# Control characters but line ends and tabs, and the marks that turn letters around: nobody misses them.
UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
Drawn = dict[str, Any]


class Words(forms.CharField):
    """Some words: a line end is one sign, and what nobody sees is taken out."""

    def to_python(self, value: Any) -> str:
        """The words with plain line ends."""
        return UNSEEN.sub("", (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n"))


class WrongTextForm(forms.Form):
    """What is wrong, where in the text, and some words."""

    what = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=WrongText.choices,
        error_messages={"required": _("Choose one answer"), "invalid_choice": _("Choose one of these answers")},
    )
    part = forms.ChoiceField(label=_("Where in the text?"), required=False)
    text = Words(
        label=_("What should be changed?"),
        help_text=_("One or two sentences, at most 1,000 characters. Leave out who you are, and your own case."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"max_length": _("Write at most 1,000 characters")},
    )

    def __init__(self, data: Any = None, *, headings: Mapping[str, str], part: str = "") -> None:
        super().__init__(data, auto_id="f-%s", use_required_attribute=False)
        self.headings = headings
        where: Any = self.fields["part"]
        where.choices = [("", _("The whole text")), *headings.items()]
        if part in headings:
            self.initial["part"] = part
        if data is not None and data.get("part", "") not in headings:
            # A heading that was renamed meanwhile, or an anchor of nothing: it is then about the whole text.
            typed = data.copy()
            typed["part"] = ""
            self.data = typed

    def faults(self) -> list[Drawn]:
        """What is to be put right, each leading to its field."""
        return [
            {"id": self[name].auto_id, "label": self[name].label, "text": text}
            for name, texts in self.errors.items()
            for text in texts
        ]

    def drawn(self) -> list[Drawn]:
        """The questions as the field component takes them."""
        kinds = {"what": "radio", "part": "select", "text": "textarea"}
        return [self._drawn(name, kind) for name, kind in kinds.items() if name != "part" or self.headings]

    def _drawn(self, name: str, kind: str) -> Drawn:
        bound = self[name]
        value = bound.value() or ""
        choices: Any = getattr(bound.field, "choices", ())
        return {
            "kind": kind,
            "id": bound.auto_id,
            "name": name,
            "label": bound.label,
            "hint": bound.field.help_text,
            "errors": bound.errors if self.is_bound else [],
            "optional": not bound.field.required,
            "value": UNSEEN.sub("", str(value)),
            "options": [
                {"value": code, "label": label, "hint": "", "checked": code == value} for code, label in choices
            ],
            "more": [],
        }
