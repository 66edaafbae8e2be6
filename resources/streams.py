"""Blocks as a page's StreamField stores them, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from resources.importing.ids import PARTS, Known
from resources.values import Block


def raw(known: Iterable[Known]) -> list[dict[str, Any]]:
    """The stored form of blocks with their ids."""
    return [{"type": each.block.kind, "value": _stored(each), "id": each.id} for each in known]


def _stored(known: Known) -> Any:
    block = known.block
    if block.kind not in PARTS:
        return block.value
    name = PARTS[block.kind]
    items = [
        {"type": "item", "value": _row(item, id_), "id": id_}
        for item, id_ in zip(block.value[name], known.parts, strict=True)
    ]
    return {**block.value, name: items}


def _row(item: Any, id_: str) -> Any:
    """A table's row is itself a list, whose cells have ids by their place in the row."""
    if not isinstance(item, list):
        return item
    return [{"type": "item", "value": cell, "id": f"{id_[:-3]}{place % 4096:03x}"} for place, cell in enumerate(item)]


def known(stored: Iterable[Mapping[str, Any]]) -> list[Known]:
    """Blocks with their ids, from the stored form."""
    return [_known(child) for child in stored]


def _known(child: Mapping[str, Any]) -> Known:
    kind, value = str(child["type"]), child["value"]
    id_ = str(child.get("id") or "")
    if kind not in PARTS:
        return Known(id_, Block(kind, dict(value) if isinstance(value, Mapping) else value))
    name = PARTS[kind]
    items: Sequence[Any] = value.get(name) or []
    plain = [_item(item) for item in items]
    parts = tuple(str(item.get("id") or "") if isinstance(item, Mapping) else "" for item in items)
    return Known(id_, Block(kind, {**value, name: [_cells(item) for item in plain]}), parts)


def _item(item: Any) -> Any:
    return item["value"] if isinstance(item, Mapping) and item.get("type") == "item" else item


def _cells(item: Any) -> Any:
    return [_item(cell) for cell in item] if isinstance(item, list) else item
