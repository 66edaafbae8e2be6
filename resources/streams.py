"""Blocks as a page's StreamField stores them, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from resources.importing.ids import PARTS, Known
from resources.values import Block

LATER = {"checks": "note", "quote": "role"}  # fields that were not always there


def raw(known: Iterable[Known]) -> list[dict[str, Any]]:
    """The stored form of blocks with their ids."""
    return [{"type": each.block.kind, "value": _stored(each), "id": each.id} for each in known]


def _stored(known: Known) -> Any:
    block = known.block
    if block.kind not in PARTS:
        return block.value
    name = PARTS[block.kind]
    items = [
        {"type": "item", "value": _with_ids(item, id_), "id": id_}
        for item, id_ in zip(block.value[name], known.parts, strict=True)
    ]
    return {**_with_ids({key: each for key, each in block.value.items() if key != name}, known.id), name: items}


def _with_ids(value: Any, id_: str) -> Any:
    """Lists inside what has an id: their members have ids by their place."""
    if isinstance(value, Mapping):
        return {key: _with_ids(each, id_) for key, each in value.items()}
    if not isinstance(value, list):
        return value
    return [{"type": "item", "value": each, "id": f"{id_[:-3]}{place % 4096:03x}"} for place, each in enumerate(value)]


def known(stored: Iterable[Mapping[str, Any]]) -> list[Known]:
    """Blocks with their ids, from the stored form."""
    return [_known(child) for child in stored]


def _known(child: Mapping[str, Any]) -> Known:
    kind, value = str(child["type"]), child["value"]
    id_ = str(child.get("id") or "")
    items: Sequence[Any] = value.get(PARTS[kind]) or [] if kind in PARTS else []
    parts = tuple(str(item.get("id") or "") if isinstance(item, Mapping) else "" for item in items)
    return Known(id_, Block(kind, _plain(value, LATER.get(kind, ""))), parts)


def _plain(value: Any, later: str) -> Any:
    """The value without the ids of members, and without the later field where it is empty."""
    if isinstance(value, Mapping):
        if value.get("type") == "item" and "value" in value:
            return _plain(value["value"], later)
        return {key: _plain(each, later) for key, each in value.items() if each or key != later}
    return [_plain(each, later) for each in value] if isinstance(value, list | tuple) else value
