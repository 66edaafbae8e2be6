"""The blocks that advice is written in, and the anchors of its headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from hub.anchors import anchors_of

INLINE = ["bold", "italic", "link", "code", "superscript", "subscript"]
PROSE = [*INLINE, "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside a text; its words make the address that others link to."""

    text = blocks.CharBlock(label=_("Heading"), max_length=250)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Part of a section")), ("4", _("Detail"))],
        default="2",
    )

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """Words of somebody else."""

    text = blocks.RichTextBlock(label=_("Words"), features=PROSE)
    source = blocks.CharBlock(label=_("Who said or wrote it"), required=False, max_length=250)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"


class NoteBlock(blocks.StructBlock):
    """Something that must stand out: a danger, a warning, a tip, a thing to remember."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("danger", _("Danger")),
            ("warning", _("Warning")),
            ("tip", _("Tip")),
            ("remember", _("Remember")),
        ],
        default="tip",
    )
    text = blocks.RichTextBlock(label=_("Words"), features=PROSE)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "warning"
        label = _("Call-out")
        template = "blocks/note.html"


class CheckBlock(blocks.StructBlock):
    """One thing to check."""

    text = blocks.RichTextBlock(label=_("Check"), features=INLINE)


class ChecksBlock(blocks.StructBlock):
    """Things to tick; ticks stay on the reader's device and are never sent."""

    items = blocks.ListBlock(CheckBlock(), label=_("Checks"))

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "list-ul"
        label = _("Checklist")
        template = "blocks/checks.html"


class TableBlock(blocks.StructBlock):
    """A table whose first row, as a rule, names its columns."""

    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    header_row = blocks.BooleanBlock(label=_("The first row names the columns"), required=False, default=True)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.RichTextBlock(features=INLINE, required=False, label=_("Cell")), label=_("Row")),
        label=_("Rows"),
    )

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "table"
        label = _("Table")
        template = "blocks/table.html"


class CodeBlock(blocks.StructBlock):
    """Something to type exactly as it stands."""

    code = blocks.TextBlock(label=_("Code"))

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "code"
        label = _("Code")
        template = "blocks/code.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a resource."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE, icon="pilcrow", template="blocks/text.html")
    note = NoteBlock()
    checks = ChecksBlock()
    quote = QuoteBlock()
    table = TableBlock()
    image = ImageBlock(label=_("Picture"), template="blocks/image.html")
    code = CodeBlock()


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
