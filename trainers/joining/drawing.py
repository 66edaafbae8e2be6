"""The questions of a step as the field component draws them."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.forms import BoundField

from trainers.forms.who_fits import Choice
from trainers.joining.steps import Asking, Step
from vocabulary import places, store, tongues
from vocabulary.models import Scheme

FIRST_GROUPS: Final = 6
Drawn = dict[str, Any]


def fields(step: Step, *, with_faults: bool) -> list[Drawn]:
    """Every question in order, with what was typed; faults are told after somebody pressed on."""
    return [
        {**_field(bound, with_faults=with_faults), "suggestions": _suggestions(bound.html_name, step.asking)}
        for bound in step
    ]


def small(form: forms.Form) -> list[Drawn]:
    """The questions of a small form."""
    return [_field(bound, with_faults=form.is_bound) for bound in form]


def _field(bound: BoundField, *, with_faults: bool) -> Drawn:
    field, value = bound.field, bound.value()
    drawn: Drawn = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": bound.label,
        "hint": field.help_text,
        "errors": bound.errors if with_faults else [],
        "optional": not field.required,
        "value": value or "",
    }
    if isinstance(field, forms.MultipleChoiceField):
        first, more = _some(bound)
        chosen = set(value or ())
        return {**drawn, "kind": "checkbox", "options": _options(first, chosen), "more": _options(more, chosen)}
    if isinstance(field, forms.ChoiceField):
        shown = getattr(field, "shown", None)
        offered = shown or tuple(Choice(str(code), str(label)) for code, label in field.choices)  # type: ignore[misc,union-attr]
        options = _options(offered, {str(value or "")})
        return {**drawn, "kind": "radio" if shown else "select", "options": options, "more": []}
    if isinstance(field.widget, forms.Textarea):
        return {**drawn, "kind": "textarea"}
    # Not a number field: browsers refuse digits of other scripts there, and forget what was mistyped.
    return {**drawn, "kind": "text"}


def _some(bound: BoundField) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """What stands there at once, and what is folded away."""
    if shown := getattr(bound.field, "shown", None):
        return shown, ()
    offered = tuple(Choice(code, label) for code, label in bound.field.choices)  # type: ignore[attr-defined]
    if bound.html_name == "topics":
        broad = {code for code, above in store.broader(Scheme.TOPIC).items() if above is None}
        first = tuple(choice for choice in offered if choice.value in broad)
        return first, tuple(choice for choice in offered if choice.value not in broad)
    if bound.html_name in ("at_risk_groups", "serves"):
        return offered[:FIRST_GROUPS], offered[FIRST_GROUPS:]
    return offered, ()


def _options(choices: tuple[Choice, ...], chosen: set[str]) -> list[Drawn]:
    return [{**choice._asdict(), "checked": choice.value in chosen} for choice in choices]


def _suggestions(name: str, asking: Asking) -> list[str]:
    words = asking.words
    if name == "country":
        return [words.place(code) for code in places.in_order(places.countries(), words.reader)]
    if name == "language_1":
        return sorted((words.language(code) for code in tongues.taught()), key=places.fold)
    return []
