"""The headings of a body, each with its address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail import blocks

from hub.anchors import anchors_of


@dataclass(frozen=True)
class Heading:
    """A heading with the address below its page (`#anchor`)."""

    anchor: str
    text: str
    level: int
    block_id: str


def anchors(body: Iterable[blocks.StreamValue.StreamChild]) -> list[Heading]:
    """The headings of a body in order, each with an anchor that is unique in it.

    The same words always give the same anchor; the second of two equal headings gets `-2`.
    """
    headings = [block for block in body if block.block_type == "heading"]
    texts = [str(block.value["text"]) for block in headings]
    return [
        Heading(anchor, text, int(block.value["level"]), str(block.id))
        for anchor, text, block in zip(anchors_of(texts), texts, headings, strict=True)
    ]
