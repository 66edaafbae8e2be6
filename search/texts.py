"""The words of a stored body, cut at its headings. Pure: works on what the database holds, no block is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Any, Final

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


# What is stored as rich text, in any block; other words are stored as they are.
RICH: Final = frozenset({"text", "note", "transcript", "lead"})


def _words(value: Mapping[str, Any], names: tuple[str, ...]) -> str:
    found = (plain(value.get(name) or "") if name in RICH else value.get(name) or "" for name in names)
    return "\n".join(filter(None, found))


def _of(*names: str) -> Callable[[Any], str]:
    return lambda value: _words(value, names)


def _listed(*names: str, head: tuple[str, ...] = ()) -> Callable[[Any], str]:
    def words(value: Any) -> str:
        return "\n".join(filter(None, (_words(value, head), *(_words(item, names) for item in _items(value["items"])))))

    return words


def _file(value: Any) -> str:
    return "\n".join(filter(None, (value.get("title") or "", value.get("text") or "")))


def _comparison(value: Mapping[str, Any]) -> str:
    criteria = list(_items(value.get("criteria")))
    rows = (
        " · ".join(filter(None, (item.get("name") or "", *(plain(cell or "") for cell in _items(item.get("cells"))))))
        for item in _items(value.get("items"))
    )
    return "\n".join(filter(None, (value.get("caption") or "", " · ".join(criteria), *rows)))


WORDS: dict[str, Callable[[Any], str]] = {
    "text": plain,
    "note": _of("text"),
    "quote": _of("text", "source", "role"),
    "definition": _of("term", "text"),
    "passage": _of("text"),
    "steps": _listed("title", "text"),
    "checks": _listed("text", "note"),
    "principles": _listed("title", "text"),
    "objectives": _listed("text", head=("lead",)),
    "timeline": _listed("when", "text"),
    "partners": _listed("name", "role", head=("title",)),
    "next": _listed("label"),
    "file": _file,
    "media": _of("title", "transcript"),
    "table": _table,
    "comparison": _comparison,
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
