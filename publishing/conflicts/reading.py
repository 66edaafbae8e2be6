"""The fields and blocks of a page or a row as words that people can read and copy."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Manager, Model
from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from publishing.conflicts.differences import Piece

ENDS = re.compile(r"</(?:p|li|h[1-6]|tr|blockquote|pre)>|<br\s*/?>")


def pieces(row: Model, names: Iterable[str]) -> list[Piece]:
    """A page or row piece by piece: one for each of the named fields, one for each block of a text of blocks."""
    found: list[Piece] = []
    for name in names:
        try:
            field = row._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        value = getattr(row, name, None)
        label = str(capfirst(str(getattr(field, "verbose_name", name))))
        if isinstance(value, StreamValue):
            found += _blocks(name, label, value)
        else:
            found.append(Piece(name, label, _column(row, field, value)))
    return found


def _blocks(name: str, label: str, value: StreamValue) -> Iterator[Piece]:
    for place, block in enumerate(value):
        key = f"{name}:{block.id or place}"
        yield Piece(key, f"{label}: {capfirst(str(block.block.label))}", text_of(block.value))


def _column(row: Any, field: Any, value: Any) -> str:
    if isinstance(field, ForeignKey):
        return str(value or "")
    if isinstance(field, Field) and field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return text_of(value)


def text_of(value: Any) -> str:
    """The words of a value of a block or column, in lines."""
    if value is None or value is False:
        return ""
    if isinstance(value, RichText):
        return _plain(value.source)
    if isinstance(value, StreamValue):
        return "\n".join(text_of(child.value) for child in value)
    if isinstance(value, StructValue | Mapping):
        return "\n".join(words for each in value.values() if (words := text_of(each)))
    if isinstance(value, Manager):
        return ", ".join(sorted(str(each) for each in value.all()))
    if isinstance(value, ListValue | list | tuple | set | frozenset):
        return "\n".join(text_of(each) for each in value)
    return _plain(value) if isinstance(value, str) and "</" in value else str(value)


def _plain(source: str) -> str:
    return html.unescape(strip_tags(ENDS.sub("\n", source))).strip()
