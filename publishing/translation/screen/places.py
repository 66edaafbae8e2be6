"""Where a sentence stands in its page, in the words of the editor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationSource

from publishing.translation.history import PLACES


class Places:
    """The fields and blocks of an original as it was last synchronised."""

    def __init__(self, source: TranslationSource) -> None:
        """Read what the source keeps; the page itself is not asked for."""
        self.model: Any = source.specific_content_type.model_class()
        self._stored = source.content_json

    @cached_property
    def _content(self) -> Mapping[str, Any]:
        return json.loads(self._stored)  # type: ignore[no-any-return]

    def name(self, path: str) -> str:
        """“Title”, “Steps”, “Call-out · Text”."""
        if path in PLACES:
            return str(PLACES[path])
        field = self.field(path)
        if field is None:
            return ""
        if not isinstance(field, StreamField):
            return _capital(field.verbose_name)
        _name, id_, *inside = path.split(".")
        block = field.stream_block.child_blocks.get(self._types(field.name).get(id_, ""))
        if block is None:
            return _capital(field.verbose_name)
        children = getattr(block, "child_blocks", {})
        inner = children.get(inside[0]) if inside else None
        names = [block.label, inner.label if inner is not None else ""]
        return " · ".join(dict.fromkeys(_capital(each) for each in names if each))

    def field(self, path: str) -> Any:
        """The field that a sentence stands in; none where it has no name of its own."""
        try:
            found = self.model._meta.get_field(path.split(".")[0])
        except FieldDoesNotExist:
            return None
        return found if hasattr(found, "verbose_name") else None

    def _types(self, field: str) -> dict[str, str]:
        raw = self._content.get(field) or "[]"
        blocks = json.loads(raw) if isinstance(raw, str) else raw
        return {str(each.get("id")): str(each.get("type")) for each in blocks if isinstance(each, dict)}


def _capital(label: Any) -> str:
    words = str(label)
    return words[:1].upper() + words[1:]
