"""The questions of a step as the field component draws them."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.forms import BoundField

from casework.forms import naming, questions
from casework.forms.fields import Day
from casework.forms.steps import Asking, Step
from casework.who_reads import Readers
from trainers.forms.who_fits import Choice
from trainers.words import Words
from vocabulary import places, tongues
from vocabulary.tree import Broader

FIRST_GROUPS: Final = 6
Drawn = dict[str, Any]


def fields(step: Step, topics: Broader, readers: Readers, *, with_faults: bool) -> list[Drawn]:
    """Every question in order, with what was typed and who reads it; faults are told after somebody pressed on."""
    drawn = (_field(step, bound, topics, with_faults=with_faults) for bound in step)
    return [{**field, "reads": readers.line(field["name"])} for field in drawn]


def _field(step: Step, bound: BoundField, topics: Broader, *, with_faults: bool) -> Drawn:
    drawn: Drawn = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": bound.label,
        "hint": bound.help_text,
        "errors": bound.errors if with_faults else [],
        "optional": not bound.field.required,
        "value": bound.value() or "",
    }
    if isinstance(bound.field, forms.MultipleChoiceField):
        return {**drawn, "kind": "checkbox", **_ticks(bound, topics)}
    if isinstance(bound.field, forms.ChoiceField):
        chosen = _chosen(bound)
        return {**drawn, "kind": "radio", "options": _options(questions.CHOICES[bound.name], chosen), "more": []}
    return {**drawn, **_written(bound, step.asking)}


def _written(bound: BoundField, asking: Asking) -> Drawn:
    if isinstance(bound.field.widget, forms.Textarea):
        return {"kind": "textarea"}
    # Not a number field: browsers refuse digits of other scripts there, and forget what was mistyped.
    kind = "date" if isinstance(bound.field, Day) and not bound.errors else "text"
    shown = naming.shown(bound.name, bound.value() or "", asking.words)
    return {"kind": kind, "value": shown, "suggestions": _suggestions(bound.name, asking.words)}


def _ticks(bound: BoundField, topics: Broader) -> Drawn:
    chosen = _chosen(bound)
    if bound.name in questions.CHOICES:
        return {"options": _options(questions.CHOICES[bound.name], chosen), "more": []}
    offered = tuple(Choice(code, label) for code, label in bound.field.widget.choices if code != questions.UNDECIDED)
    if bound.name != "topics":
        return {"options": _options(offered[:FIRST_GROUPS], chosen), "more": _options(offered[FIRST_GROUPS:], chosen)}
    broad = {code for code, above in topics.items() if above is None}
    first = (*(choice for choice in offered if choice.value in broad), questions.UNDECIDED_TOPIC)
    return {
        "options": _options(first, chosen),
        "more": _options(tuple(choice for choice in offered if choice.value not in broad), chosen),
    }


def _options(choices: tuple[Choice, ...], chosen: list[str]) -> list[Drawn]:
    return [{**choice._asdict(), "checked": choice.value in chosen} for choice in choices]


def _chosen(bound: BoundField) -> list[str]:
    value = bound.value() or []
    return [value] if isinstance(value, str) else list(value)


def _suggestions(name: str, words: Words) -> list[str]:
    if name == "country":
        return [words.place(code) for code in places.in_order(places.countries(), words.reader)]
    if name in ("language", "other_language"):
        return sorted((words.language(code) for code in tongues.taught()), key=places.fold)
    return []
