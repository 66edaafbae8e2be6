"""What every step of asking to be listed is: some questions on one page, whose faults lead to their fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from trainers.joining import questions
from trainers.joining.fields import Find, codes
from trainers.words import Words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Asking:
    """What the questions need to know: the reader's words, the terms to choose from, the day."""

    words: Words
    codes: Mapping[str, tuple[str, ...]]
    today: dt.date


class Step(forms.Form):
    """Some questions on one page; those that are folded away are for who has more to say."""

    title: ClassVar[StrOrPromise]
    short: ClassVar[StrOrPromise]
    folded: ClassVar[tuple[str, ...]] = ()
    folded_title: ClassVar[StrOrPromise] = ""

    def __init__(self, data: Any, asking: Asking, before: Said) -> None:
        super().__init__(data, auto_id="f-%s", use_required_attribute=False)
        self.asking, self.before = asking, before

    def faults(self) -> list[dict[str, Any]]:
        """What is to be put right, in the order of the page, each leading to its field."""
        return [
            {"id": self[name].auto_id, "label": self[name].label, "text": text}
            for name in self.fields
            for text in self.errors.get(name, ())
        ]

    def said(self) -> dict[str, Any]:
        """What was answered."""
        return dict(self.cleaned_data)

    def offer(self, name: str, scheme: str) -> None:
        """Take the terms of a list as the answers of a field."""
        field, words = self.fields[name], self.asking.words
        field.choices = [(code, words.term(scheme, code)) for code in self.asking.codes[scheme]]  # type: ignore[attr-defined]

    def codes(self, name: str, find: Find, most: int = questions.MOST_PLACES) -> list[str]:
        """The codes of the names in a field. Raises ValidationError."""
        return codes(self.cleaned_data[name], find, self.asking.words.reader, most)
