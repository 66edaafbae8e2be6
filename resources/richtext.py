"""Rich text as pages store it, read as a tree: to compare two texts, and to write one as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import TypeAlias

from markdown_it.common.normalize_url import normalizeLink

SAME = {"strong": "b", "em": "i"}
EMPTY = {"br", "hr", "embed", "img"}
LISTS = {"ul", "ol"}
KEPT_ATTRIBUTES = {"href", "linktype", "id", "anchor"}
MARKS = ("a", "b", "i", "sup", "sub", "code")  # from the outermost
BREAK = "\n"
BLANKS = re.compile(r"[ \t\r\n]+")
RUNS = re.compile(r" |[^ ]+")


@dataclass
class Element:
    """A piece of rich text with what is inside it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)


Piece: TypeAlias = Element | str
Run: TypeAlias = tuple[str, tuple[str, ...]]  # letters without a blank, or one blank, with the tags around them


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


def address(url: str) -> str:
    """An address as Markdown's reader spells it, whoever typed it."""
    return str(normalizeLink(url.strip()))


def canonical(html: str) -> str:
    """The rich text as it is compared: one order of marks, none on blanks, nothing empty, no blanks at edges."""
    return "".join(_blocks(parse(html)))


def inline(html: str) -> str:
    """The rich text as one paragraph; what was a paragraph or an item of its own begins a line."""
    lines = [line for line in _lines(parse(html), "") if line]
    return f"<p>{'<br/>'.join(lines)}</p>" if lines else ""


def _blocks(pieces: Iterable[Piece]) -> Iterator[str]:
    for is_block, group in groupby(pieces, key=lambda each: isinstance(each, Element) and each.name in {"p", *LISTS}):
        if not is_block:
            group = iter([Element("p", {}, list(group))])
        for each in group:
            assert isinstance(each, Element)  # noqa: S101 - strings were put into a paragraph
            inner = _items(each) if each.name in LISTS else _words(each.children)
            if inner:
                yield f"<{each.name}>{inner}</{each.name}>"


def _items(element: Element) -> str:
    items = [each for each in element.children if isinstance(each, Element) and each.name == "li"]
    return "".join(f"<li>{inner}</li>" for inner in map(_item, items) if inner)


def _item(item: Element) -> str:
    flat = [each for child in item.children for each in _without_paragraph(child)]
    nested = [each for each in flat if isinstance(each, Element) and each.name in LISTS]
    return _words([each for each in flat if each not in nested]) + "".join(_blocks(nested))


def _without_paragraph(piece: Piece) -> list[Piece]:
    is_paragraph = isinstance(piece, Element) and piece.name == "p"
    return [Element("br"), *piece.children] if is_paragraph and isinstance(piece, Element) else [piece]


def _lines(pieces: Sequence[Piece], sign: str) -> Iterator[str]:
    for is_block, group in groupby(pieces, key=lambda each: isinstance(each, Element) and each.name in {"p", *LISTS}):
        if not is_block:
            words = _words(list(group))
            yield f"{sign}{words}" if words else ""
            continue
        for each in group:
            assert isinstance(each, Element)  # noqa: S101 - only elements are blocks
            if each.name == "p":
                yield from _lines(each.children, sign)
                continue
            items = [item for item in each.children if isinstance(item, Element) and item.name == "li"]
            for number, item in enumerate(items, 1):
                yield from _lines(item.children, f"{number}. " if each.name == "ol" else "– ")


def _words(pieces: Sequence[Piece]) -> str:
    """Words with their marks, each letter's marks in one order."""
    lines: list[list[Run]] = [[]]
    for run in _runs(pieces, ()):
        if run[0] == BREAK:
            lines.append([])
        elif run[0] != " " or (lines[-1] and lines[-1][-1][0] != " "):
            lines[-1].append(run)
    return "<br/>".join(html for html in map(_line, lines) if html)


def _runs(pieces: Sequence[Piece], marks: tuple[str, ...]) -> Iterator[Run]:
    for piece in pieces:
        if isinstance(piece, str):
            yield from ((run, marks) for run in RUNS.findall(BLANKS.sub(" ", piece)))
        elif piece.name == "br":
            yield BREAK, ()
        else:
            inner = marks if piece.name in {"p", "span"} else tuple(sorted({*marks, _tag(piece)}, key=_order))
            yield from _runs(piece.children, inner)


def _tag(element: Element) -> str:
    kept = {name: value for name, value in element.attributes.items() if value}
    if "href" in kept:
        kept["href"] = address(kept["href"])
    return element.name + "".join(f' {name}="{escape(value)}"' for name, value in sorted(kept.items()))


def _line(runs: list[Run]) -> str:
    """One line; a blank has the marks that its neighbours on both sides have in the same places."""
    runs = runs[:-1] if runs and runs[-1][0] == " " else runs
    result, open_ = [], tuple[str, ...]()
    for place, (letters, found) in enumerate(runs):
        marks = _common(open_, runs[place + 1][1]) if letters == " " else found
        keep = len(_common(open_, marks))
        result += [f"</{name.partition(' ')[0]}>" for name in reversed(open_[keep:])]
        result += [f"<{name}>" for name in marks[keep:]]
        result.append(escape(letters, quote=False))
        open_ = marks
    return "".join([*result, *(f"</{name.partition(' ')[0]}>" for name in reversed(open_))])


def _order(tag: str) -> tuple[int, str]:
    name = tag.partition(" ")[0]
    return (MARKS.index(name) if name in MARKS else len(MARKS), tag)


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    same = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[:same] if same is not None else one[: len(other)]
