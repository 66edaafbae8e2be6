"""Names for the codes that fill a sentence, in the language of the interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from babel.lists import format_list
from django.utils.functional import Promise
from django.utils.translation import get_language

from hub import languages
from hub.templatetags.hub import day, number
from trainers.choices import FacilitatorAttribute
from trainers.matching.outcome import Parameter
from vocabulary import places, store

Sentence = str | Promise | Callable[[int], str]
"""A sentence with gaps, or, where a number decides its form, what gives the form for it."""


@dataclass(frozen=True)
class Words:
    """The names of codes for one answer, read once."""

    language: str
    labels: Mapping[tuple[str, str], str]

    @classmethod
    def now(cls) -> Words:
        """The words of the language that is active."""
        code = get_language() or languages.DEFAULT.code
        return cls(languages.interface(code).code, store.interface_labels(code))

    def name(self, kind: str, code: str) -> str:
        """The name of one code."""
        if kind in ("languages", "language", "near"):
            return languages.display_name(code, self.language)
        if kind == "country":
            return places.name(code, self.language)
        if kind == "attributes":
            return str(FacilitatorAttribute(code).label)
        scheme = {"topics": "topic", "groups": "at-risk-group", "format": "format"}.get(kind, kind)
        return self.labels.get((scheme, code), code)

    def listed(self, kind: str, codes: tuple[str, ...]) -> str:
        """Several names, joined as this language joins them."""
        names = [self.name(kind, code) for code in codes]
        return format_list(names, locale=languages.BY_CODE[self.language].locale)

    def fill(self, sentence: Sentence, parameters: Mapping[str, Parameter]) -> str:
        """The sentence with its gaps filled; the first number given decides its form."""
        numbers = [value for value in parameters.values() if isinstance(value, int)]
        chosen = str(sentence(numbers[0]) if callable(sentence) else sentence)
        return chosen % {kind: self._gap(kind, value) for kind, value in parameters.items()}

    def _gap(self, kind: str, value: Parameter) -> str:
        if isinstance(value, int):
            return number(value)
        if isinstance(value, tuple):
            return self.listed(kind, value)
        if kind in ("day", "first", "last"):
            return day(dt.date.fromisoformat(value))
        return value if kind in ("value", "name") else self.name(kind, value)
