"""Rich text as pages store it, read as a tree: to compare two texts, and to write one as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import TypeAlias

SAME = {"strong": "b", "em": "i"}
EMPTY = {"br", "hr", "embed", "img"}
KEPT_ATTRIBUTES = {"href", "linktype", "id"}


@dataclass
class Element:
    """A piece of rich text with what is inside it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)


Piece: TypeAlias = Element | str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open_ = [Element("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: value or "" for name, value in attrs if name in KEPT_ATTRIBUTES} if tag == "a" else {}
        element = Element(SAME.get(tag, tag), kept)
        self.open_[-1].children.append(element)
        if tag not in EMPTY:
            self.open_.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open_[-1].children.append(Element(tag))

    def handle_endtag(self, tag: str) -> None:
        name = SAME.get(tag, tag)
        places = [place for place, element in enumerate(self.open_) if element.name == name and place]
        if places:
            del self.open_[places[-1] :]

    def handle_data(self, data: str) -> None:
        self.open_[-1].children.append(data)


def parse(html: str) -> list[Element | str]:
    """The pieces of a rich text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open_[0].children


def canonical(html: str) -> str:
    """The rich text as the importer writes it, whatever an editor's browser made of it."""
    return _written(parse(html)) if "<" in html or "&" in html else html


def _written(pieces: Sequence[Element | str]) -> str:
    return "".join(escape(each, quote=False) if isinstance(each, str) else _element(each) for each in pieces)


def _element(element: Element) -> str:
    if element.name in EMPTY:
        return f"<{element.name}/>"
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in sorted(element.attributes.items()))
    return f"<{element.name}{attributes}>{_written(element.children)}</{element.name}>"
