"""Choices that are read once, though the editor draws each field twice: for its page and for its script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from hub.once import once


class ReadOnce(ModelChoiceIterator):  # type: ignore[type-arg]
    """The rows of a field, kept while a request only reads."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for row in self.rows():
            yield self.choice(row)

    def rows(self) -> list[Any]:
        """The rows to choose from."""
        found = self.queryset
        return once(("choices", str(found.query)), lambda: list(found))


class RowChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of a table."""

    iterator = ReadOnce
