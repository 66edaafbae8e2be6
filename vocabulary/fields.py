"""Form fields that offer terms by their names in the editor's language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language

from hub import languages
from hub.choices import ReadOnce
from hub.once import once
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
            language = get_language() or languages.DEFAULT.code
            self._names = once(("names of terms", language), lambda: store.labels(language))
        return self._names.get((obj.scheme, obj.code), obj.code)


class _Terms(ReadOnce):
    """Terms of one list; all lists are read at once."""

    def rows(self) -> list[Any]:
        """Those that the field allows."""
        limits = self.field.get_limit_choices_to()
        if not isinstance(limits, dict) or set(limits) != {"scheme", "status"}:
            return super().rows()
        terms = once("terms", lambda: list(Concept.objects.all()))
        return [term for term in terms if all(getattr(term, name) == value for name, value in limits.items())]


class TermChoice(_Named, forms.ModelChoiceField):  # type: ignore[type-arg]
    """One term."""

    iterator = _Terms


class TermChoices(_Named, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several terms."""

    iterator = _Terms
