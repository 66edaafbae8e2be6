"""Form fields that offer terms by their names in the editor's language; what is chosen already stays offered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hub.choices import ReadOnce
from hub.once import once
from vocabulary import naming, replaced, store
from vocabulary.models import Concept, Status


class _Named:
    """Names are read once per form, not once per choice."""

    _names: store.Labels | None = None
    kept: frozenset[int] = frozenset()

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied = super().__deepcopy__(memo)  # type: ignore[misc]
        copied._names = None
        return copied

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> Any:
        """In a form whose row has an archived term already, that term may stay."""
        chosen = _rows_of(form.get_initial_for_field(self, field_name))  # type: ignore[arg-type]
        if chosen and replaced.current():
            chosen = frozenset(_today(chosen))
            form.initial[field_name] = list(chosen) if isinstance(self, TermChoices) else next(iter(chosen))
        if chosen and chosen != self.kept:
            self.kept = chosen
            own: Any = self
            own.queryset = own.queryset | Concept.objects.filter(pk__in=chosen, replaced_by=None)
        return super().get_bound_field(form, field_name)  # type: ignore[misc]

    def clean(self, value: Any) -> Any:
        """The terms; one that was merged into another while the form was open is the other."""
        try:
            return super().clean(value)  # type: ignore[misc]
        except ValidationError:
            given = _rows_of(value)
            found = _today(given)
            if found == given:
                raise
            own: Any = found if isinstance(self, TermChoices) else next(iter(found))
            return super().clean(own)  # type: ignore[misc]

    def label_from_instance(self, obj: Any) -> str:
        """The term's name, its code where it has none; archived ones say so."""
        if not isinstance(obj, Concept):
            return str(obj)
        if self._names is None:
            self._names = naming.names()
        name = self._names.get((obj.scheme, obj.code), obj.code)
        return _("%(term)s (archived)") % {"term": name} if obj.status == Status.ARCHIVED else name


def _rows_of(value: Any) -> frozenset[int]:
    """The numbers of the rows that a form was given, as rows or as numbers."""
    each = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    found = (str(getattr(one, "pk", one)) for one in each)
    return frozenset(int(one) for one in found if one.isdecimal())


def _today(rows: frozenset[int]) -> frozenset[int]:
    merged = dict(Concept.objects.filter(pk__in=rows).exclude(replaced_by=None).values_list("pk", "replaced_by"))
    return frozenset(merged.get(row, row) for row in rows)


class _Terms(ReadOnce):
    """Terms of one list; all lists are read at once."""

    def rows(self) -> list[Any]:
        """Those that the field allows, and those that the row has."""
        limits = self.field.get_limit_choices_to()
        if not isinstance(limits, dict) or not set(limits) <= {"scheme", "status"}:
            return super().rows()
        terms = once("terms", lambda: list(Concept.objects.all()))
        kept: frozenset[int] = getattr(self.field, "kept", frozenset())
        return [
            term
            for term in terms
            if all(getattr(term, name) == value for name, value in limits.items())
            or (term.pk in kept and not term.replaced_by_id)
        ]


class TermChoice(_Named, forms.ModelChoiceField):  # type: ignore[type-arg]
    """One term."""

    iterator = _Terms


class TermChoices(_Named, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several terms."""

    iterator = _Terms
