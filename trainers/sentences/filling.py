"""Fills the gaps of a sentence with names in the language of the interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language

from hub import languages
from hub.templatetags.hub import day, number
from trainers.choices import FacilitatorAttribute, LanguageLevel, TopicLevel
from trainers.matching.outcome import Parameter
from trainers.words import Words
from vocabulary import store

Sentence = str | Promise | Callable[[int], str]
"""A sentence with gaps, or, where a number decides its form, what gives the form for it."""

LANGUAGES = ("languages", "language", "near")
DAYS = ("day", "first", "last")
SCHEMES = {"topic": "topic", "topics": "topic", "groups": "at-risk-group", "format": "format"}
PLACES = ("country", "region")

LABELS: dict[str, Callable[[str], str]] = {
    "attributes": lambda code: str(FacilitatorAttribute(code).label),
    "level": lambda code: str(LanguageLevel(code).label),
    "topic_level": lambda code: str(TopicLevel(int(code)).label),
}


def words_now() -> Words:
    """The words of the language that is active, read once for a whole answer."""
    code = get_language() or languages.DEFAULT.code
    return Words(code, store.interface_labels(code))


def fill(sentence: Sentence, parameters: Mapping[str, Parameter], words: Words) -> str:
    """The sentence with its gaps filled; the first number given decides its form."""
    numbers = [value for value in parameters.values() if isinstance(value, int)]
    chosen = str(sentence(numbers[0]) if callable(sentence) else sentence)
    return chosen % {kind: _gap(kind, value, words) for kind, value in parameters.items()}


def _gap(kind: str, value: Parameter, words: Words) -> str:
    if isinstance(value, int):
        return number(value)
    if isinstance(value, tuple):
        return words.listed(_name(kind, code, words) for code in value)
    return day(dt.date.fromisoformat(value)) if kind in DAYS else _name(kind, value, words)


def _name(kind: str, code: str, words: Words) -> str:
    if kind in LANGUAGES:
        return words.language(code)
    if kind in PLACES:
        return words.place(code)
    if kind in LABELS:
        return LABELS[kind](code) if code else ""
    return words.term(SCHEMES[kind], code) if kind in SCHEMES else code
