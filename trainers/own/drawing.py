"""Questions of one's own profile as the field component draws them."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from trainers.own.rows import Rows

Drawn = dict[str, Any]
KINDS: Final = (
    (forms.CheckboxSelectMultiple, "checkbox"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.NumberInput, "number"),
    (forms.EmailInput, "email"),
    (forms.DateInput, "date"),
    (forms.TimeInput, "time"),
)


def field(bound: BoundField) -> Drawn:
    """One question, keeping what stands or was typed."""
    widget = bound.field.widget
    kind = next((name for sort, name in KINDS if isinstance(widget, sort)), "text")
    options = _options(bound) if kind in ("checkbox", "select") else []
    return {
        "kind": kind,
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": bound.label,
        "hint": bound.help_text,
        "errors": list(bound.errors),
        "optional": False,
        "value": "" if options else _text(bound),
        "options": options,
        "more": [],
    }


def one_box(bound: BoundField) -> bool:
    """Whether a question is a single box to tick."""
    return isinstance(bound.field.widget, forms.CheckboxInput)


def rows(kind: Rows, formset: Any) -> Drawn:
    """The rows of one kind."""
    return {
        "title": kind.title,
        "hint": kind.hint,
        "formset": formset,
        "rows": [{"fields": [field(bound) for bound in form], "number": at + 1} for at, form in enumerate(formset)],
        "errors": list(formset.non_form_errors()),
    }


def errors(form: forms.Form, formsets: list[Any]) -> list[Drawn]:
    """What is to be put right, each leading to its field."""
    every = [form, *(row for formset in formsets for row in formset)]
    return [
        {"id": each[name].auto_id, "label": each[name].label, "text": text}
        for each in every
        for name, texts in each.errors.items()
        if name in each.fields
        for text in texts
    ]


def _options(bound: BoundField) -> list[Drawn]:
    if one_box(bound):
        return [{"value": "on", "label": _("Yes"), "hint": "", "checked": bool(bound.value())}]
    value = bound.value()
    chosen = {str(each) for each in value} if isinstance(value, list | tuple) else {str(value or "")}
    choices: Any = bound.field.choices  # type: ignore[attr-defined]
    return [{"value": str(code), "label": label, "hint": "", "checked": str(code) in chosen} for code, label in choices]


def _text(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)
