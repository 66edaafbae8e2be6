"""Links to a heading of the same text: kept where the heading is there, else only their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from typing import Any

from django.utils.text import slugify

from hub.anchors import anchors_of
from resources.values import Block

IN_PAGE = re.compile(r'<a href="#([^"]*)">(.*?)</a>')
LITERAL = {"heading", "code", "image"}


def settle(blocks: Sequence[Block], tell: Callable[[str], None]) -> tuple[Block, ...]:
    """The blocks with every in-page link leading to a heading that is there."""
    if not any('href="#' in str(block.value) for block in blocks):
        return tuple(blocks)
    there = set(anchors_of(block.value["text"] for block in blocks if block.kind == "heading"))

    def link(found: re.Match[str]) -> str:
        wanted = unescape(found[1])
        for anchor in (wanted, slugify(wanted, allow_unicode=True)):
            if anchor in there:
                return f'<a href="#{escape(anchor)}">{found[2]}</a>'
        tell(f"link to “#{wanted[:120]}” leads to no heading of this text; its words stay")
        return found[2]

    return tuple(
        block
        if block.kind in LITERAL
        else Block(block.kind, _mapped(block.value, lambda html: IN_PAGE.sub(link, html)))
        for block in blocks
    )


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(each, change) for each in value]
    if isinstance(value, dict):
        return {key: _mapped(each, change) for key, each in value.items()}
    return value
