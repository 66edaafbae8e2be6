"""The form's questions as the field component draws them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

from trainers.forms.who_fits import FORMATS, LENGTHS, RISKS, WHENS, Choice, WhoFitsForm
from trainers.words import Words
from vocabulary import places, tongues
from vocabulary.tree import Broader

CHOICES = {"format": FORMATS, "risk": RISKS, "when": WHENS, "length": LENGTHS}
FIRST_GROUPS = 6
Drawn = dict[str, Any]


def fields(form: WhoFitsForm, topics: Broader) -> list[Drawn]:
    """Every question in order, each keeping what was answered."""
    return [_field(form, bound, topics) for bound in form]


def errors(form: WhoFitsForm) -> list[Drawn]:
    """What is to be put right, each leading to its field."""
    return [
        {"id": form[name].auto_id, "label": form[name].label, "text": text}
        for name, texts in form.errors.items()
        for text in texts
    ]


def answers(form: WhoFitsForm) -> list[Drawn]:
    """The answers as hidden fields, so that they can be changed."""
    found = []
    for bound in form:
        values = _chosen(bound) if isinstance(bound.field, forms.MultipleChoiceField) else [str(bound.value() or "")]
        found += [{"name": bound.html_name, "value": value} for value in values if value]
    return found


def _field(form: WhoFitsForm, bound: BoundField, topics: Broader) -> Drawn:
    drawn: Drawn = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": bound.label,
        "hint": bound.help_text,
        "errors": bound.errors,
        "optional": not bound.field.required,
        "value": bound.value() or "",
    }
    if isinstance(bound.field, forms.MultipleChoiceField):
        return {**drawn, "kind": "checkbox", **_ticks(bound, topics)}
    if bound.name in CHOICES:
        return {**drawn, "kind": "radio", "options": [_option(choice, bound) for choice in CHOICES[bound.name]]}
    if isinstance(bound.field, forms.IntegerField):
        # Not a number field: browsers refuse digits of other scripts there, and forget what was mistyped.
        return {**drawn, "kind": "text"}
    return {**drawn, "kind": "text", "suggestions": _suggestions(bound.name, form.words)}


def _ticks(bound: BoundField, topics: Broader) -> Drawn:
    options = [_option(Choice(code, label), bound) for code, label in bound.field.widget.choices]
    if bound.name == "topics":
        broad = {code for code, above in topics.items() if above is None}
        return {
            "options": [option for option in options if option["value"] in broad],
            "more": [option for option in options if option["value"] not in broad],
        }
    return {"options": options[:FIRST_GROUPS], "more": options[FIRST_GROUPS:]}


def _option(choice: Choice, bound: BoundField) -> Drawn:
    return {**choice._asdict(), "checked": choice.value in _chosen(bound)}


def _chosen(bound: BoundField) -> list[str]:
    value = bound.value() or []
    return [value] if isinstance(value, str) else list(value)


def _suggestions(name: str, words: Words) -> list[str]:
    if name == "country":
        return [words.place(code) for code in places.in_order(places.countries(), words.reader)]
    return sorted((words.language(code) for code in tongues.taught()), key=places.fold)
