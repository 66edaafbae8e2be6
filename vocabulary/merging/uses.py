"""Where terms are used: every table that points at them, whichever app it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import ReferenceIndex

from vocabulary.models import Concept

Row = Any


@dataclass(frozen=True)
class Use:
    """A column that points at terms: in the rows of `owner`, in what they call `name`."""

    column: models.ForeignKey[Any, Any]
    owner: type[models.Model]
    name: str
    own: str  # under which name its rows know the owner's row

    @property
    def rows(self) -> models.QuerySet[Any]:
        """All rows of its table."""
        return self.column.model._base_manager.all()

    def of(self, concept: Concept) -> models.QuerySet[Any]:
        """The rows that use a term."""
        return self.rows.filter(**{self.column.name: concept})


def every() -> Iterator[Use]:
    """All columns of other apps that point at terms, those without a name on this side too."""
    for relation in Concept._meta.get_fields(include_hidden=True):
        is_from_afar = relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        if is_from_afar and relation.related_model._meta.app_label != Concept._meta.app_label:  # type: ignore[union-attr]
            yield _use(relation.field)  # type: ignore[union-attr]


def _use(column: models.ForeignKey[Any, Any]) -> Use:
    table: Any = column.model
    owner = table._meta.auto_created
    if owner:
        field = next(each for each in owner._meta.many_to_many if each.remote_field.through is table)
        return Use(column, owner, field.name, field.m2m_column_name())
    parent: Any = next((each for each in table._meta.fields if isinstance(each, ParentalKey)), None)
    if parent is not None:
        return Use(column, parent.related_model, str(parent.remote_field.get_accessor_name()), parent.attname)
    return Use(column, table, column.name, "pk")


def repoint(use: Use, old: Concept, new: Concept) -> set[int]:
    """Let the rows that use one term use the other; one that uses both stays once, with the more it says.

    Returns the owners of these rows.
    """
    owners = set(use.of(old).values_list(use.own, flat=True))
    partners = _partners(use, new)
    moving: list[int] = []
    for row in use.of(old):
        partner = partners.get(_key(use, row))
        if partner is None:
            moving.append(row.pk)
        else:
            _take_the_more(partner, row)
            use.rows.filter(pk=row.pk).delete()
    for start in range(0, len(moving), 500):
        use.rows.filter(pk__in=moving[start : start + 500]).update(**{use.column.name: new})
    return owners


def doubled(use: Use, old: Concept, new: Concept) -> int:
    """How many rows use both."""
    partners = _partners(use, new)
    return sum(_key(use, row) in partners for row in use.of(old)) if partners else 0


def _once_by(use: Use) -> list[str]:
    """What a row is the only one of, besides its term."""
    meta = use.column.model._meta
    alone = [each.fields for each in meta.constraints if isinstance(each, models.UniqueConstraint) and each.fields]
    for names in (*meta.unique_together, *alone):
        if use.column.name in names:
            return [meta.get_field(name).attname for name in names if name != use.column.name]  # type: ignore[union-attr]
    return []


def _key(use: Use, row: Row) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _once_by(use))


def _partners(use: Use, new: Concept) -> dict[tuple[Any, ...], Row]:
    return {_key(use, row): row for row in use.of(new)} if _once_by(use) else {}


def _take_the_more(partner: Row, row: Row) -> None:
    """Of two steps of one scale the higher: somebody said so."""
    scales = [each for each in row._meta.fields if isinstance(each, models.SmallIntegerField | models.IntegerField)]
    higher = {
        each.attname: getattr(row, each.attname)
        for each in scales
        if not each.primary_key and (getattr(row, each.attname) or 0) > (getattr(partner, each.attname) or 0)
    }
    if higher:
        partner._meta.model._base_manager.filter(pk=partner.pk).update(**higher)


def repoint_references(old: Concept, new: Concept) -> None:
    """Wagtail's own list of what is used where."""
    kind = ContentType.objects.get_for_model(Concept)
    found = ReferenceIndex.objects.filter(to_content_type=kind)
    there = set(found.filter(to_object_id=str(new.pk)).values_list("base_content_type", "object_id", "content_path"))
    rows = found.filter(to_object_id=str(old.pk)).values_list("pk", "base_content_type", "object_id", "content_path")
    twice = [pk for pk, *place in rows if tuple(place) in there]
    ReferenceIndex.objects.filter(pk__in=twice).delete()
    found.filter(to_object_id=str(old.pk)).exclude(base_content_type=kind).update(to_object_id=str(new.pk))
