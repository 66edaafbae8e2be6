"""The pictures of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

from files import sizes
from files.models import HubImage


def know_files(body: StreamValue) -> StreamValue:
    """The body, its pictures knowing their files: one query however many there are."""
    if images := list(_pictures(body)):
        sizes.prefetch(images)
    return body


def _pictures(value: Any) -> Iterator[HubImage]:
    inner: Iterable[Any] = ()
    if isinstance(value, HubImage):
        yield value
    elif isinstance(value, StreamValue):
        inner = (block.value for block in value)
    elif isinstance(value, StructValue):
        inner = value.values()
    elif isinstance(value, ListValue):
        inner = value
    for each in inner:
        yield from _pictures(each)
