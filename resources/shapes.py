"""Where rich text stands in each kind of block, and a block in the one form in which two are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from resources.richtext import address, canonical, inline
from resources.values import Block

PROSE, INLINE = "prose", "inline"  # paragraphs and lists; the words of one paragraph
ITSELF = ""
TITLED = {"text": PROSE}
RICH: dict[str, dict[str, str]] = {
    "text": {ITSELF: PROSE},
    "note": {"text": PROSE},
    "quote": {"text": PROSE},
    "passage": {"text": PROSE},
    "definition": {"text": INLINE},
    "checks": {"text": INLINE, "note": PROSE},
    "steps": TITLED,
    "principles": TITLED,
    "timeline": TITLED,
    "objectives": {"lead": INLINE, "text": INLINE},
    "table": {"rows": INLINE},
    "comparison": {"cells": INLINE},
    "media": {"transcript": PROSE},
}
# What a block has whether or not it says anything.
BESIDE_THE_WORDS = {"level", "kind", "header_row", "language", "decorative"}


def mapped(block: Block, change: Callable[[str, str], str]) -> Block:
    """The block with `change(form, words)` for all its words; the form of plain words is empty."""
    return Block(block.kind, _mapped(block.value, RICH.get(block.kind, {}), ITSELF, change))


def _mapped(value: Any, forms: Mapping[str, str], key: str, change: Callable[[str, str], str]) -> Any:
    if isinstance(value, str):
        return change(forms.get(key, ""), value)
    if isinstance(value, list):
        return [_mapped(each, forms, key, change) for each in value]
    if isinstance(value, Mapping):
        return {name: _mapped(each, forms, name, change) for name, each in value.items()}
    return value


def comparable(block: Block) -> Block:
    """The block as every way of writing it compares: one canonical form, nothing that is empty."""
    if block.kind == "code":
        return Block("code", {"code": str(block.value.get("code") or "").rstrip("\n")})
    value = _full(mapped(block, _said).value)
    if block.kind == "image" and value.pop("decorative", False):
        value.pop("alt_text", None)
    if block.kind == "table" and value.get("header_row") and value.get("rows") and not value["rows"][0]:
        value = _full({**value, "header_row": False, "rows": value["rows"][1:]})
    if block.kind == "table" and not value.get("rows"):
        return Block("table", {})
    return Block(block.kind, value)


def says_nothing(block: Block) -> bool:
    """Whether a block in comparable form holds neither words nor anything to show."""
    if isinstance(block.value, Mapping):
        return not set(block.value) - BESIDE_THE_WORDS
    return not block.value


def _said(form: str, words: str) -> str:
    if form == PROSE:
        return canonical(words)
    if form == INLINE:
        return canonical(inline(words))
    words = " ".join(words.split())
    return address(words) if words.startswith(("http:", "https:")) else words


def _full(value: Any) -> Any:
    """The value without what is empty: keys of a block, cells at the end of a row."""
    if isinstance(value, Mapping):
        kept = {key: _full(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in (None, "", [], {}, False)}
    if isinstance(value, list):
        kept_items = [_full(each) for each in value]
        while kept_items and kept_items[-1] in ("", [], {}):
            kept_items.pop()
        return kept_items
    return value
