"""The words of a stored body, cut at its headings. Pure: works on what the database holds, no block is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from hub.anchors import anchors_of

from .passages import Section

_BREAK = re.compile(r"</(?:p|li|h[1-6]|tr|ul|ol|blockquote|pre)>|<br ?/?>|<hr ?/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"[^\S\n]+")

RawBlock = Mapping[str, Any]


def plain(html: str) -> str:
    """Rich text as lines of words."""
    lines = _BLANKS.sub(" ", unescape(_TAG.sub("", _BREAK.sub("\n", html)))).split("\n")
    return "\n".join(filter(None, (line.strip() for line in lines)))


def _items(value: Any) -> Iterator[Any]:
    """The values of a stored list, whether or not they are wrapped with their ids."""
    for item in value or ():
        yield item["value"] if isinstance(item, dict) and "value" in item else item


def _table(value: Mapping[str, Any]) -> str:
    rows = (" · ".join(filter(None, (plain(cell or "") for cell in _items(row)))) for row in _items(value.get("rows")))
    return "\n".join(filter(None, (value.get("caption") or "", *rows)))


WORDS: dict[str, Callable[[Any], str]] = {
    "text": plain,
    "note": lambda value: plain(value.get("text") or ""),
    "quote": lambda value: "\n".join(filter(None, (plain(value.get("text") or ""), value.get("source") or ""))),
    "checks": lambda value: "\n".join(plain(item.get("text") or "") for item in _items(value.get("items"))),
    "table": _table,
    "image": lambda value: "" if value.get("decorative") else value.get("alt_text") or "",
    "code": lambda value: value.get("code") or "",
}


def sections(blocks: Iterable[RawBlock]) -> tuple[Section, ...]:
    """The sections of a body, each with the anchor that its heading has on the page."""
    blocks = list(blocks)
    headings = [str(block["value"]["text"]) for block in blocks if block["type"] == "heading"]
    titled = iter(zip(anchors_of(headings), headings, strict=True))
    found: list[Section] = []
    anchor, heading, held = "", "", list[str]()
    for block in blocks:
        if block["type"] == "heading":
            found.append(Section(anchor, heading, "\n".join(held)))
            (anchor, heading), held = next(titled), []
        elif words := WORDS.get(block["type"], lambda _value: "")(block["value"]):
            held.append(words)
    found.append(Section(anchor, heading, "\n".join(held)))
    return tuple(section for section in found if section.heading or section.text)
