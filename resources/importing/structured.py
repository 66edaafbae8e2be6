"""What stands inside a container, as the value of a block."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from markdown_it.token import Token

from hub import languages
from hub.wording import worded
from resources.importing import lists, ways
from resources.importing.inline import plain
from resources.importing.inside import Inside, NotThatBlock, without_blanks
from resources.importing.nodes import Node
from resources.richtext import inline
from resources.values import Block

NO_TITLE = {"link_open", "image"}  # words that lead or show something are no plain title
AFTER_TITLE = re.compile(r"^\s*[:：–—]?\s+|^\s*[:：]")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def block(inside: Inside) -> list[Block]:
    """The block of a container with what stands around it.

    Raises NotThatBlock where there is no such container, or its words are not of that kind.
    """
    reader = READERS.get(inside.info.name)
    if reader is None:
        raise NotThatBlock(_("is no container of this format"))
    value = reader(inside)
    return [*inside.before, Block(inside.info.name, value), *inside.after]


def _titled_items(key: str) -> Callable[[Inside], dict[str, Any]]:
    def read(inside: Inside) -> dict[str, Any]:
        pairs = [_titled(inside, item.children, key) for item in inside.items()]
        return {"items": [{key: title, "text": text} for title, text in pairs]}

    return read


def _titled(inside: Inside, nodes: list[Node], key: str) -> tuple[str, str]:
    """A title (a first heading, or the strong words that a first paragraph begins with) and the text."""
    first = nodes[0] if nodes else None
    if first and first.type == "heading":
        return inside.fitting(key, plain(first.words)), inside.rich(nodes[1:])
    end = _end_of_strong(first.words) if first and first.type == "paragraph" else 0
    if first is None or not end:
        return "", inside.rich(nodes)
    title, rest = plain(first.words[:end]), first.words[end:]
    return inside.fitting(key, title), inside.rich([*_paragraph(first, rest), *nodes[1:]])


def _end_of_strong(tokens: Sequence[Token]) -> int:
    """How many tokens the strong words at the beginning take; none where there are none."""
    depth = 0
    for place, token in enumerate(tokens):
        if token.type in NO_TITLE:
            return 0
        if not depth and token.type != "strong_open" and (token.type != "text" or token.content):
            return 0
        depth += token.nesting if token.type.startswith("strong") else 0
        if not depth and token.type == "strong_close":
            return place + 1
    return 0


def _paragraph(node: Node, tokens: Sequence[Token]) -> list[Node]:
    """The paragraph with only these words, without the break or sign between it and its title."""
    rest = without_blanks(list(tokens))
    if not rest:
        return []
    if rest[0].type == "text":
        rest[0] = Token("text", "", 0, content=AFTER_TITLE.sub("", rest[0].content))
    words_of = Token("inline", "", 0, content="", children=rest)
    return [Node(node.type, node.token, [Node("inline", words_of)])]


def _definition(inside: Inside) -> dict[str, Any]:
    term, text = _titled(inside, inside.nodes, "term")
    if not term:
        raise NotThatBlock(_("does not begin with a word in **strong**"))
    return {"term": term, "text": inline(text)}


def _passage(inside: Inside) -> dict[str, Any]:
    tag = next(iter(inside.info.words), "") or inside.info.values.get("language", "")
    if not LANGUAGE.fullmatch(tag):
        raise NotThatBlock(worded(_("names no language (%(example)s)"), example="`::: passage ar`"))
    known = languages.find(tag)
    return {"language": known.tag if known else tag, "text": inside.rich(inside.nodes)}


def _quote(inside: Inside) -> dict[str, Any]:
    said = {key: inside.info.values.get(key, "")[:250] for key in ("source", "role")}
    return {"text": inside.rich(inside.nodes)} | {key: each for key, each in said.items() if each or key == "source"}


def _objectives(inside: Inside) -> dict[str, Any]:
    items = inside.items()
    lead = [each for each in inside.before if each.kind in lists.WITHIN]
    inside.before = [each for each in inside.before if each.kind not in lists.WITHIN]
    return {
        "lead": inline("".join(map(lists.as_text, lead))),
        "items": [{"text": inline(inside.rich(item.children))} for item in items],
    }


READERS: Mapping[str, Callable[[Inside], dict[str, Any]]] = {
    "steps": _titled_items("title"),
    "principles": _titled_items("title"),
    "timeline": _titled_items("when"),
    "definition": _definition,
    "passage": _passage,
    "quote": _quote,
    "objectives": _objectives,
    "partners": ways.partners,
    "next": ways.ways_on,
    "file": ways.file,
    "media": ways.media,
    "comparison": ways.comparison,
}
