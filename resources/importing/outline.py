"""Headings that a reader can follow: they begin at the second level and never skip one."""

from __future__ import annotations

from collections.abc import Sequence

from resources.values import Block

FIRST, LAST = 2, 4


def tidy(blocks: Sequence[Block], title: str) -> tuple[Block, ...]:
    """The blocks without a first heading that repeats the title, with headings in steps."""
    if blocks and blocks[0].kind == "heading" and _same(blocks[0].value["text"], title):
        blocks = blocks[1:]
    above: list[int] = []
    result: list[Block] = []
    for block in blocks:
        if block.kind == "heading":
            own = int(block.value["level"])
            above = [level for level in above if level < own] + [own]
            level = min(FIRST + len(above) - 1, LAST)
            block = Block("heading", {**block.value, "level": str(level)})
        result.append(block)
    return tuple(result)


def _same(heading: str, title: str) -> bool:
    return heading.casefold().strip(" .:") == title.casefold().strip(" .:")
