"""The blocks of a page, made from the blocks of a Markdown text.

Paragraphs and lists that follow each other are one `text`; a thematic break (`***`) ends it. What
rich text cannot hold inside a list (pictures, code, tables) stands after the item it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from hub.wording import worded
from resources.importing import anchors, lists, outline, structured
from resources.importing.containers import info
from resources.importing.inline import Context, Inline, Picture, plain, words
from resources.importing.inside import Inside, NotThatBlock
from resources.importing.markdown import parser
from resources.importing.nodes import Node, tree
from resources.values import Block

ALERTS = {"caution": "danger", "danger": "danger", "warning": "warning", "tip": "tip"} | dict.fromkeys(
    ("note", "important", "remember"), "remember"
)
ALERT = re.compile(rf"<p>\[!({'|'.join(ALERTS)})\](?:<br/>|\s)*(?:</p>)?", re.IGNORECASE)
SOURCE = re.compile(r"<p>[—–―]\s*([^<]{1,250})(?:<br/>([^<]{1,250}))?</p>$")
CAPTION = re.compile(r"^<p>:\s+([^<]{1,250})</p>$")
MAX_HEADING = 250
BODY = parser()


def body(text: str, context: Context, title: str = "") -> tuple[Block, ...]:
    """The blocks of a Markdown text; never fails, whatever the text."""
    environment: dict[str, Any] = {}
    nodes = tree(BODY.parse(text, environment))
    for label, number in environment.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            context.tell(worded(_("footnote “%(name)s” is never used; left out"), name=label[1:60]))
    builder = Builder(context)
    builder.read(nodes)
    builder.end_text()
    return anchors.settle(outline.tidy(builder.blocks, title), context.tell)


@dataclass
class Builder:
    """Collects blocks in order; `flow` holds the rich text of the block being written."""

    context: Context
    blocks: list[Block] = field(default_factory=list)
    flow: list[str] = field(default_factory=list)

    def read(self, nodes: list[Node]) -> None:
        """Add what these nodes say."""
        for node in nodes:
            reader = READERS.get(node.type)
            if reader:
                reader(self, node)
            else:
                self.read(node.children)

    def end_text(self) -> None:
        """What follows starts a new block."""
        if self.flow:
            self.blocks.append(Block("text", "".join(self.flow)))
            self.flow = []

    def add(self, kind: str, value: Any) -> None:
        """Add a block that is not text."""
        self.end_text()
        self.blocks.append(Block(kind, value))

    def inner(self, nodes: list[Node]) -> list[Block]:
        """The blocks of what stands inside another."""
        builder = Builder(self.context)
        builder.read(nodes)
        builder.end_text()
        return builder.blocks

    def paragraph(self, node: Node) -> None:
        """Words, and pictures between them."""
        for piece in Inline(self.context).read(node.words):
            if isinstance(piece, Picture):
                self.picture(piece)
            elif not (lists.is_caption(node) and self._is_caption(f"<p>{piece}</p>")):
                self.flow.append(f"<p>{piece}</p>")

    def picture(self, picture: Picture) -> None:
        """A picture without words of its own is decoration."""
        value = {"image": picture.number, "decorative": not picture.alt, "alt_text": picture.alt[:255]}
        self.add("image", value)

    def _is_caption(self, html: str) -> bool:
        """Whether the paragraph is the caption (`: words`) of the table before it; if so it goes there."""
        found = CAPTION.match(html)
        if not found or self.flow or not self.blocks or self.blocks[-1].kind != "table":
            return False
        self.blocks[-1] = Block("table", {**self.blocks[-1].value, "caption": plain_text(found[1])})
        return True

    def heading(self, node: Node) -> None:
        """A heading; one that is too long for the contents is a strong paragraph."""
        text = plain(node.words)
        if len(text) > MAX_HEADING:
            self.flow.append(f"<p><b>{escape(text, quote=False)}</b></p>")
        elif text:
            self.add("heading", {"text": text, "level": node.token.tag.removeprefix("h")})
        self.pictures(node)

    def pictures(self, node: Node) -> None:
        """The pictures of a block whose words are read without them."""
        for piece in Inline(Context(self.context.path, self.context.places, lambda _: None)).read(node.words):
            if isinstance(piece, Picture):
                self.picture(piece)

    def code(self, node: Node) -> None:
        """Code, without the line end that closes its fence."""
        if node.token.content.strip():
            self.add("code", {"code": node.token.content.rstrip("\n")})

    def quote(self, node: Node) -> None:
        """A quotation with its source, or a call-out (`> [!WARNING]`)."""
        inner = self.inner(node.children)
        html = "".join(lists.as_text(block) for block in inner if block.kind in lists.WITHIN)
        if alert := lists.is_alert(node) and ALERT.match(html):
            rest = html[alert.end() :]
            rest = rest if alert[0].endswith("</p>") or not rest else f"<p>{rest}"
            self.add("note", {"kind": ALERTS[alert[1].lower()], "text": rest})
        elif html:
            self.add("quote", _quoted(html))
        for block in inner:
            if block.kind not in lists.WITHIN:
                self.add(block.kind, block.value)

    def container(self, node: Node) -> None:
        """A block of a container; one that is none keeps its words."""
        said = info(node.token.info)
        try:
            found = structured.block(Inside(said, list(node.children), self.context, self.inner))
        except NotThatBlock as why:
            # Translators: “why” goes on with the sentence, such as “has no list”.
            words = _("“%(container)s” %(why)s; its words stay")
            self.context.tell(worded(words, container=f"::: {said.name[:60]}", why=str(why)))
            self.read(node.children)
            return
        for block in found:
            self.add(block.kind, block.value)

    def table(self, node: Node) -> None:
        """A table; an empty first row names nothing and is left out."""
        rows = [[self._cell(cell) for cell in row.children] for row in node.find("tr")]
        header = any(rows[0]) if rows else False
        if rows := rows if header else rows[1:]:
            self.add("table", {"caption": "", "header_row": header, "rows": rows})
        for cell in node.find("th", "td"):
            self.pictures(cell)

    def _cell(self, cell: Node) -> str:
        html = words(cell.words, self.context)
        return f"<p>{html}</p>" if html else ""

    def list(self, node: Node) -> None:
        """Bullets and numbers are text; boxes to tick are checks; the rest stands after its item."""
        for part in lists.parts(node, self.context):
            if isinstance(part, Node):
                self.read([part])
            elif isinstance(part, Picture):
                self.picture(part)
            elif part.checks:
                self._checks(part)
            else:
                self.flow.append(part.html())

    def _checks(self, run: lists.Run) -> None:
        """Checks with their notes; what a note cannot hold stands after the list."""
        notes = [self.inner(nodes) for nodes in run.notes]
        said = ["".join(lists.as_text(block) for block in note if block.kind in lists.WITHIN) for note in notes]
        items = zip(run.items, said, strict=True)
        self.add(
            "checks", {"items": [{"text": f"<p>{item}</p>"} | ({"note": note} if note else {}) for item, note in items]}
        )
        for block in (block for note in notes for block in note if block.kind not in lists.WITHIN):
            self.add(block.kind, block.value)

    def footnotes(self, node: Node) -> None:
        """All footnotes, as a numbered list at the end."""
        self.end_text()
        notes = [
            "<br/>".join(words(each.words, self.context) for each in note.find("paragraph")) for note in node.children
        ]
        self.flow.append("<ol>" + "".join(f"<li>{note}</li>" for note in notes) + "</ol>")


def _quoted(html: str) -> dict[str, str]:
    """A quotation, without its last paragraph where that says whose words they are."""
    source = SOURCE.search(html)
    if source is None or not source.start():
        return {"text": html, "source": ""}
    role = {"role": plain_text(source[2])} if source[2] else {}
    return {"text": html[: source.start()], "source": plain_text(source[1])} | role


def plain_text(html: str) -> str:
    """Rich text that has no marks, as plain words."""
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


READERS: dict[str, Callable[[Builder, Node], None]] = {
    "paragraph": Builder.paragraph,
    "heading": Builder.heading,
    "fence": Builder.code,
    "code_block": Builder.code,
    "blockquote": Builder.quote,
    "table": Builder.table,
    "bullet_list": Builder.list,
    "ordered_list": Builder.list,
    "footnote_block": Builder.footnotes,
    "container": Builder.container,
    "hr": lambda builder, _: builder.end_text(),
}
