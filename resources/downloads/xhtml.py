"""From the HTML of a page to XHTML that stands without the site: an allow-list of elements and attributes. Pure."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Final

import tinyhtml5  # type: ignore[import-untyped]

TEXT: Final = frozenset({"class", "dir", "id", "lang", "title", "translate"})
OTHERS: Final = frozenset({"alt", "cite", "colspan", "datetime", "height", "href", "rowspan", "scope", "src", "start"})
ATTRIBUTES: Final = TEXT | OTHERS | {"width"}
# Gone with all they hold: what cannot be pressed, played or sent in a book.
GONE: Final = frozenset({"audio", "button", "form", "iframe", "input", "script", "select", "source", "style", "video"})
# Gone, but not what they hold.
UNWRAPPED: Final = frozenset({"label", "picture"})
CELLS: Final = frozenset({"td", "th"})
RENAMED: Final = {"details": "div", "summary": "p"}
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WHOLE_PIXELS: Final = re.compile(r"\d+")

Address = Callable[[str], str]


def made(html: str, link: Address, picture: Address) -> str:
    """The HTML of a body as XHTML; `link` and `picture` give the address in the book, or nothing to leave it out."""
    # A stream, since the parser takes a short text for the name of a file.
    stream = io.StringIO(f"<body>{CONTROL.sub('', html)}</body>")
    body = tinyhtml5.parse(stream, namespace_html_elements=False).find("body")
    # A body always comes out of the parser.
    whole = ET.Element("body") if body is None else body
    _clean(whole, link, picture, set())
    inner = [_escaped(whole.text), *(ET.tostring(each, encoding="unicode") for each in whole)]
    return "".join(inner).strip()


def _escaped(text: str | None) -> str:
    holder = ET.Element("x")
    holder.text = text
    return ET.tostring(holder, encoding="unicode").removeprefix("<x>").removesuffix("</x>") if text else ""


def _clean(parent: ET.Element, link: Address, picture: Address, seen: set[str]) -> None:
    place = 0
    while place < len(parent):
        child = parent[place]
        if not isinstance(child.tag, str) or child.tag.startswith("{") or child.tag in GONE:
            _replace(parent, place, [], "☐ " if child.get("type") == "checkbox" else "")
        elif child.tag in UNWRAPPED:
            _replace(parent, place, list(child), child.text or "")
        elif _addressed(child, link, picture):
            child.tag = RENAMED.get(child.tag, child.tag)
            _attributes(child, seen)
            _clean(child, link, picture, seen)
            if child.tag in CELLS:
                _loosen(child)
            place += 1
        else:
            _replace(parent, place, list(child), child.text or "")


def _loosen(cell: ET.Element) -> None:
    """Let the words of a cell stand in it without paragraphs: MuPDF prints those of a row over one another."""
    place = 0
    while place < len(cell):
        child = cell[place]
        if child.tag != "p" or child.attrib:
            place += 1
            continue
        if place or (cell.text or "").strip():
            cell.insert(place, ET.Element("br"))
            place += 1
        _replace(cell, place, list(child), child.text or "")
        place += len(child)


def _addressed(element: ET.Element, link: Address, picture: Address) -> bool:
    """Give a link or a picture its address in the book; whether it has one."""
    name, given = {"a": ("href", link), "img": ("src", picture)}.get(element.tag, ("", None))
    if given is None:
        return True
    address = given(element.get(name, ""))
    element.set(name, address)
    return bool(address)


def _attributes(element: ET.Element, seen: set[str]) -> None:
    for name in list(element.attrib):
        value = element.attrib[name]
        pixels = name in {"width", "height"}
        if name not in ATTRIBUTES or (pixels and not WHOLE_PIXELS.fullmatch(value)) or (name == "id" and value in seen):
            del element.attrib[name]
        elif name == "id":
            seen.add(value)
        elif name == "lang":
            element.set("{http://www.w3.org/XML/1998/namespace}lang", value)


def _replace(parent: ET.Element, place: int, inside: list[ET.Element], text: str) -> None:
    """Put what an element held, its words and what comes after it in its place."""
    tail = parent[place].tail or ""
    parent.remove(parent[place])
    _append(parent, place, text)
    for offset, each in enumerate(inside):
        parent.insert(place + offset, each)
    _append(parent, place + len(inside), tail)


def _append(parent: ET.Element, place: int, text: str) -> None:
    """Add words in front of the child in a place."""
    if place == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
