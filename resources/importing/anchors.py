"""Links to a heading of the same text: kept where the heading is there, else only their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape, unescape

from django.utils.text import slugify
from django.utils.translation import gettext as _

from hub.anchors import anchors_of
from hub.wording import worded
from resources.shapes import mapped
from resources.values import Block

IN_PAGE = re.compile(r'<a href="#([^"]*)">(.*?)</a>')


def of_blocks(blocks: Iterable[Block]) -> list[str]:
    """The anchors of a text's headings."""
    return anchors_of(str(block.value["text"]) for block in blocks if block.kind == "heading")


def settle(blocks: Sequence[Block], tell: Callable[[str], None]) -> tuple[Block, ...]:
    """The blocks with every in-page link leading to a heading that is there."""
    if not any('href="#' in str(block.value) for block in blocks):
        return tuple(blocks)
    there = set(of_blocks(blocks))

    def link(found: re.Match[str]) -> str:
        wanted = unescape(found[1])
        for anchor in (wanted, slugify(wanted, allow_unicode=True)):
            if anchor in there:
                return f'<a href="#{escape(anchor)}">{found[2]}</a>'
        tell(worded(_("link to “%(href)s” leads to no heading of this text; its words stay"), href=f"#{wanted[:120]}"))
        return found[2]

    return tuple(mapped(block, lambda form, words: IN_PAGE.sub(link, words) if form else words) for block in blocks)
