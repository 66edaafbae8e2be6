"""Terms in what is kept as text: blocks that hold a code, versions of pages and entries that hold a row's number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Revision
from wagtail_localize.models import TranslationSource

from vocabulary.merging import uses
from vocabulary.models import Concept, Scheme

Value = dict[str, Any]
ROWS = 200


@dataclass
class Shape:
    """Where the stored versions of a model hold terms."""

    lists: set[str] = field(default_factory=set)  # names of fields that list rows
    below: set[tuple[str, str]] = field(default_factory=set)  # rows below, and their field that names a row
    blocks: set[str] = field(default_factory=set)  # names of fields of blocks that hold codes


def shapes() -> dict[type[models.Model], Shape]:
    """Each model that uses terms, with where."""
    found: dict[type[models.Model], Shape] = {}
    for use in uses.every():
        shape = found.setdefault(use.owner, Shape())
        if use.column.model._meta.auto_created:
            shape.lists.add(use.name)
        elif use.column.model is not use.owner:
            shape.below.add((use.name, use.column.name))
    for model, name in _streams():
        found.setdefault(model, Shape()).blocks.add(name)
    return found


def _streams() -> Iterator[tuple[type[models.Model], str]]:
    """The fields with blocks that are called as a list is and choose from it."""
    for model in apps.get_models():
        for each in model._meta.local_fields:
            if isinstance(each, StreamField):
                offered = each.stream_block.child_blocks
                if any(isinstance(offered.get(name), blocks.ChoiceBlock) for name in Scheme.values):
                    yield model, each.name


def rewrite(old: Concept, new: Concept) -> int:
    """Write the other term into blocks and into every kept version that has the first; how many were written."""
    found = shapes()
    done = sum(_live(model, name, old, new) for model, shape in found.items() for name in shape.blocks)
    kinds = {ContentType.objects.get_for_model(model, for_concrete_model=True).pk: model for model in found}
    for kind, model in kinds.items():
        shape = found[model]
        done += _versions(Revision.objects.filter(content_type=kind), "content", shape, old, new)
        sources = TranslationSource.objects.filter(specific_content_type=kind)
        done += _versions(sources, "content_json", shape, old, new)
    return done


def _live(model: type[models.Model], name: str, old: Concept, new: Concept) -> int:
    done = 0
    for row in model._base_manager.only("pk", name):
        raw = [dict(block) for block in getattr(row, name).raw_data]
        if _codes(raw, old, new):
            model._base_manager.filter(pk=row.pk).update(**{name: json.dumps(raw)})
            done += 1
    return done


def _versions(rows: models.QuerySet[Any], column: str, shape: Shape, old: Concept, new: Concept) -> int:
    changed = []
    done = 0
    for row in rows.only("pk", column).iterator(chunk_size=ROWS):
        held = getattr(row, column)
        value = json.loads(held) if isinstance(held, str) else held
        if isinstance(value, dict) and in_version(value, shape, old, new):
            setattr(row, column, json.dumps(value) if isinstance(held, str) else value)
            changed.append(row)
            done += 1
        if len(changed) == ROWS:
            rows.model._base_manager.bulk_update(changed, [column])
            changed = []
    if changed:
        rows.model._base_manager.bulk_update(changed, [column])
    return done


def in_version(value: Value, shape: Shape, old: Concept, new: Concept) -> bool:
    """Put the other term in the place of the first in a stored version; whether it was there."""
    found = False
    for name in shape.lists:
        listed = value.get(name)
        if isinstance(listed, list) and old.pk in listed:
            value[name] = list(dict.fromkeys(new.pk if each == old.pk else each for each in listed))
            found = True
    for name, own in shape.below:
        found |= _in_rows(value, name, own, old.pk, new.pk)
    for name in shape.blocks:
        raw = value.get(name)
        read = json.loads(raw) if isinstance(raw, str) and raw.startswith("[") else raw
        if isinstance(read, list) and _codes(read, old, new):
            value[name] = json.dumps(read) if isinstance(raw, str) else read
            found = True
    return found


def _in_rows(value: Value, name: str, own: str, old: int, new: int) -> bool:
    listed = [row for row in value.get(name) or () if isinstance(row, dict)]
    first = next((row for row in listed if row.get(own) == old), None)
    if first is None:
        return False
    second = next((row for row in listed if row.get(own) == new), None)
    if second is None:
        first[own] = new
        return True
    for key, number in first.items():
        if key not in ("pk", own) and isinstance(number, int) and isinstance(second.get(key), int):
            second[key] = max(number, second[key])
    listed.remove(first)
    value[name] = listed
    return True


def _codes(raw: list[Any], old: Concept, new: Concept) -> bool:
    """Put the other code into the blocks of a field, each once."""
    named = [block for block in raw if block.get("type") == old.scheme]
    if not any(block.get("value") == old.code for block in named):
        return False
    there = any(block.get("value") == new.code for block in named)
    for block in named:
        if block.get("value") == old.code:
            if there:
                raw.remove(block)
            else:
                block["value"], there = new.code, True
    return True
