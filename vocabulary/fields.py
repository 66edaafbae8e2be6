"""Form fields that offer terms by their names in the editor's language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language

from hub import languages
from vocabulary import store
from vocabulary.models import Concept


class _Named:
    """Names are read once per form, not once per choice."""

    _names: store.Labels | None = None

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied = super().__deepcopy__(memo)  # type: ignore[misc]
        copied._names = None
        return copied

    def label_from_instance(self, obj: Any) -> str:
        """The term's name; its code where it has none."""
        if not isinstance(obj, Concept):
            return str(obj)
        if self._names is None:
            self._names = store.labels(get_language() or languages.DEFAULT.code)
        return self._names.get((obj.scheme, obj.code), obj.code)


class TermChoice(_Named, forms.ModelChoiceField):  # type: ignore[type-arg]
    """One term."""


class TermChoices(_Named, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several terms."""
