"""The blocks that advice is written in, and the anchors of its headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks.common import INLINE, PROSE, WORDS, example
from hub.blocks.files import FileBlock, MediaBlock, PictureBlock
from hub.blocks.headings import Heading, anchors
from hub.blocks.links import NextBlock, PartnersBlock
from hub.blocks.lists import ChecksBlock, NoteBlock, ObjectivesBlock, PrinciplesBlock, StepsBlock, TimelineBlock
from hub.blocks.tables import ComparisonBlock, TableBlock
from hub.blocks.words import CodeBlock, DefinitionBlock, HeadingBlock, PassageBlock, QuoteBlock

PLAIN: Final = (blocks.CharBlock, blocks.TextBlock, blocks.URLBlock)


class BodyBlock(blocks.StreamBlock):
    """The body of a resource, its blocks in the order in which they are mostly wanted."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=PROSE,
        icon="pilcrow",
        group=WORDS,
        template="blocks/text.html",
        help_text=_("Paragraphs, lists and links. Keep one thought to a paragraph."),
        preview_value=example("text"),
    )
    quote = QuoteBlock()
    definition = DefinitionBlock()
    passage = PassageBlock()
    code = CodeBlock()
    steps = StepsBlock()
    note = NoteBlock()
    checks = ChecksBlock()
    next = NextBlock()
    table = TableBlock()
    comparison = ComparisonBlock()
    image = PictureBlock()
    file = FileBlock()
    media = MediaBlock()
    principles = PrinciplesBlock()
    objectives = ObjectivesBlock()
    timeline = TimelineBlock()
    partners = PartnersBlock()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # A text stored before a block got a field (a quotation's role) says nothing there. Wagtail reads that as None,
        # at which translating stops; it is no words. Not an option of each block: options are in the migrations.
        for each in _inside(self):
            if isinstance(each, PLAIN) and each.meta.default is None:
                each.meta.default = ""


def _inside(block: blocks.Block) -> Iterator[blocks.Block]:
    """A block and all that stand in it."""
    yield block
    within = [block.child_block] if isinstance(block, blocks.ListBlock) else getattr(block, "child_blocks", {}).values()
    for each in within:
        yield from _inside(each)


__all__ = ["INLINE", "PROSE", "BodyBlock", "Heading", "anchors"]
