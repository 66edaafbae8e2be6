"""Containers of links: partners, ways on, documents to take away, tools side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from markdown_it.token import Token

from hub.wording import worded
from resources.importing import lists
from resources.importing.faults import Fault
from resources.importing.inline import Context, Inline, Picture, plain, words
from resources.importing.inside import BREAKS, Inside, NotThatBlock, without_blanks
from resources.importing.links import Outside, ToFile, target
from resources.importing.nodes import Node


def partners(inside: Inside) -> dict[str, Any]:
    """A title, then bullets: logo, name, role."""
    title = ""
    if inside.nodes and inside.nodes[0].type in {"paragraph", "heading"}:
        title = inside.fitting("title", plain(inside.nodes.pop(0).words))
    return {"title": title, "items": [_partner(inside, item) for item in inside.items()]}


def _partner(inside: Inside, item: Node) -> dict[str, Any]:
    """A picture, a name with or without a link, and on the next line the role."""
    tokens = item.children[0].words if item.children and item.children[0].type == "paragraph" else []
    inside.after += inside.read(item.children[1 if tokens else 0 :])
    logo = None
    for piece in Inline(Context(inside.context.path, inside.context.places, inside.context.tell)).read(
        [token for token in tokens if token.type == "image"][:1]
    ):
        logo = piece.number if isinstance(piece, Picture) else None
    rest = without_blanks([token for token in tokens if token.type != "image"])
    cut = next((place for place, token in enumerate(rest) if token.type in BREAKS), len(rest))
    alt = "" if rest else " ".join(plain(token.children or []) for token in tokens if token.type == "image")
    return {
        "name": inside.fitting("name", plain(rest[:cut]) or alt),
        "role": inside.fitting("role", plain(rest[cut:])),
        "url": _web(inside, rest[:cut]),
        "logo": logo,
    }


def _web(inside: Inside, tokens: Sequence[Token]) -> str:
    """The first web address among words; any other address is told."""
    for token in tokens:
        if token.type == "link_open":
            to = target(str(token.attrs.get("href", "")), inside.context.path)
            if isinstance(to, Outside) and to.url.startswith(("http:", "https:")):
                return to.url
            words = _("link to “%(href)s” is no web address; its words stay")
            inside.context.tell(worded(words, href=str(token.attrs.get("href", ""))[:120]))
    return ""


def ways_on(inside: Inside) -> dict[str, Any]:
    """Bullets of links."""
    return {"items": [_way(inside, item) for item in inside.items()]}


def _way(inside: Inside, item: Node) -> dict[str, Any]:
    tokens = item.children[0].words if item.children and item.children[0].type == "paragraph" else []
    inside.after += inside.read(item.children[1 if tokens else 0 :])
    page, url = None, ""
    for token in tokens:
        if token.type == "link_open" and page is None and not url:
            page, url = _end_of_way(inside, str(token.attrs.get("href", "")))
    return {"page": page, "url": url, "label": inside.fitting("label", plain(tokens))}


def _end_of_way(inside: Inside, href: str) -> tuple[int | None, str]:
    to = target(href, inside.context.path)
    if isinstance(to, Outside) and to.url.startswith(("http:", "https:")):
        return None, to.url
    number = inside.context.number(to)
    if number is None:
        words = _("link to “%(href)s” leads to no page of this site; its words stay")
        inside.context.tell(worded(words, href=href[:120]))
    return number, ""


def _document(inside: Inside) -> tuple[int, str, list[Node]]:
    """The document that the first paragraph links to, the words of that link, and what follows."""
    first = inside.nodes[0] if inside.nodes else None
    tokens = first.words if first and first.type == "paragraph" else []
    link = next((token for token in tokens if token.type == "link_open"), None)
    to = target(str(link.attrs.get("href", "")), inside.context.path) if link else None
    if not isinstance(to, ToFile):
        raise NotThatBlock(_("does not begin with a link to a file of this folder"))
    try:
        number = inside.context.places.document(to.path)
    except Fault as fault:
        words = _("hands out “%(path)s”, which %(reason)s")
        raise NotThatBlock(worded(words, path=to.path[:120], reason=fault.reason)) from fault
    if number is None:
        raise NotThatBlock(worded(_("hands out “%(path)s”, which is not there"), path=to.path[:120]))
    return number, inside.fitting("title", plain(tokens)), inside.nodes[1:]


def file(inside: Inside) -> dict[str, Any]:
    """A link to a file of the folder, then what it is for."""
    document, title, rest = _document(inside)
    said = " ".join(plain(node.words) for node in rest if node.type == "paragraph")
    inside.after += inside.read([node for node in rest if node.type != "paragraph"])
    return {"document": document, "title": title, "text": inside.fitting("text", said)}


def media(inside: Inside) -> dict[str, Any]:
    """A link to a file of the folder, then the transcript."""
    document, title, rest = _document(inside)
    return {"document": document, "title": title, "transcript": inside.rich(rest)}


def comparison(inside: Inside) -> dict[str, Any]:
    """A table, and its caption."""
    place = next((place for place, node in enumerate(inside.nodes) if node.type == "table"), None)
    if place is None:
        raise NotThatBlock(_("has no table"))
    rows = [list(row.children) for row in inside.nodes[place].find("tr")]
    rest = inside.nodes[place + 1 :]
    caption = ""
    if rest and lists.is_caption(rest[0]):
        caption = plain(rest.pop(0).words).removeprefix(":").strip()
    inside.before += inside.read(inside.nodes[:place])
    inside.after += inside.read(rest)
    return {
        "caption": caption,
        "criteria": [plain(cell.words) for cell in rows[0][1:]],
        "items": [
            {
                "name": inside.fitting("name", plain(row[0].words)),
                "url": _web(inside, row[0].words),
                "cells": [_cell(cell, inside.context) for cell in row[1:]],
            }
            for row in rows[1:]
        ],
    }


def _cell(cell: Node, context: Context) -> str:
    html = words(cell.words, context)
    return f"<p>{html}</p>" if html else ""
