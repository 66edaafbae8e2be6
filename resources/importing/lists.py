"""Lists: bullets and numbers as rich text, boxes to tick as checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from resources.importing.inline import Context, Inline, Picture
from resources.importing.nodes import Node
from resources.values import Block

LISTS = ("bullet_list", "ordered_list")
WITHIN = {"text", "heading", "quote", "note"}  # kinds of block that rich text can hold
BOX = re.compile(r"^\[[ xX]\](?:\s+|$)")


@dataclass
class Run:
    """Items of one list that stand together: all boxes to tick, or none."""

    ordered: bool
    start: int
    checks: bool
    items: list[str] = field(default_factory=list)
    notes: list[list[Node]] = field(default_factory=list)  # of each check, what stands in a quotation below it

    def html(self) -> str:
        """Rich text; numbers that do not begin at one are written out, as rich text always counts from one."""
        if self.ordered and self.start != 1:
            return "".join(_numbered(number, item) for number, item in enumerate(self.items, self.start))
        tag = "ol" if self.ordered else "ul"
        return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in self.items) + f"</{tag}>"


def _numbered(number: int, item: str) -> str:
    text, nested, rest = re.split(r"(?=<[uo]l>)|$", item, maxsplit=1)[0], "", ""
    nested = item[len(text) :] + rest
    return f"<p>{number}. {text}</p>{nested}"


Part = Run | Picture | Node


def parts(node: Node, context: Context) -> Iterator[Part]:
    """A list as runs of items, with what cannot stand in an item after it."""
    run: Run | None = None
    ordered, number = node.type == "ordered_list", int(node.token.attrs.get("start", 1) or 0)
    for place, item in enumerate(node.children):
        checks = is_check(item)
        notes = [child for child in item.children if checks and child.type == "blockquote" and not is_alert(child)]
        html, apart = _item(item, context, checks=checks)
        if run and run.checks != checks:
            yield run
            run = None
        if html:
            run = run or Run(ordered and not checks, number + place, checks)
            run.items.append(html)
            run.notes.append([inner for note in notes for inner in note.children])
        else:
            apart = [*notes, *apart]
        if apart:
            if run:
                yield run
            run = None
            yield from apart
    if run:
        yield run


def is_alert(quotation: Node) -> bool:
    """Whether a quotation begins like a call-out (`> [!TIP]`)."""
    return bool(quotation.children and _source(quotation.children[0]).startswith("[!"))


def is_caption(node: Node) -> bool:
    """Whether a paragraph is written as the caption of the table before it (`: words`)."""
    return _source(node).startswith(": ")


def _source(node: Node) -> str:
    """A paragraph as it was typed: a sign that was escaped is none."""
    is_words = node.type == "paragraph" and node.children
    return node.children[0].token.content if is_words else ""


def is_check(item: Node) -> bool:
    """Whether an item begins with a box to tick."""
    first = item.children[0] if item.children else None
    return bool(first and first.type == "paragraph" and BOX.match(first.children[0].token.content))


def _item(item: Node, context: Context, *, checks: bool) -> tuple[str, list[Part]]:
    """An item's rich text, and everything from the first thing that cannot stand in it."""
    html: list[str] = []
    for place, child in enumerate(item.children):
        if checks and child.type == "blockquote" and not is_alert(child):
            continue  # the note of a check
        if html and html[-1].endswith(("</ul>", "</ol>")) and child.type not in LISTS:
            return "".join(html), list(item.children[place:])  # an item ends with the list inside it
        if child.type == "paragraph":
            pieces = Inline(context).read(child.words)
            if checks and not place and pieces and isinstance(pieces[0], str):
                pieces[0] = BOX.sub("", pieces[0])
            lines = [piece for piece in pieces if isinstance(piece, str) and piece]
            _add_line(html, " ".join(lines))
            pictures = [piece for piece in pieces if isinstance(piece, Picture)]
            if pictures:
                return "".join(html), [*pictures, *item.children[place + 1 :]]
        elif child.type in LISTS:
            apart = _nested(html, child, context, checks=checks)
            if apart:
                return "".join(html), [*apart, *item.children[place + 1 :]]
        elif child.type == "heading":
            _add_line(html, f"<b>{' '.join(p for p in Inline(context).read(child.words) if isinstance(p, str))}</b>")
        else:
            return "".join(html), list(item.children[place:])
    return "".join(html), []


def _add_line(html: list[str], line: str) -> None:
    if line:
        html.append(f"<br/>{line}" if html else line)


def _nested(html: list[str], node: Node, context: Context, *, checks: bool) -> list[Part]:
    """Write a list inside an item; gives back what must stand after the item."""
    apart: list[Part] = []
    for part in parts(node, context):
        if not isinstance(part, Run):
            apart.append(part)
            continue
        apart += [node for notes in part.notes for node in notes]
        if checks:
            for number, item in enumerate(part.items, part.start):
                _add_line(html, f"{number}. {item}" if part.ordered else f"– {item}")
        else:
            html.append(Run(part.ordered, 1, False, part.items).html())
    return apart


def as_text(block: Block) -> str:
    """A block inside a quotation, as rich text."""
    if block.kind == "heading":
        return f"<p><b>{escape(block.value['text'], quote=False)}</b></p>"
    if block.kind == "quote":
        said = [escape(block.value.get(key) or "", quote=False) for key in ("source", "role")]
        source = f"<p>— {'<br/>'.join(filter(None, said))}</p>" if any(said) else ""
        return f"{block.value['text']}{source}"
    return str(block.value["text"] if block.kind == "note" else block.value)
