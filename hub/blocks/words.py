"""Words: headings, quotations, passages in another language, and what must be typed exactly."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks.common import INLINE, PROSE, WORDS, TaughtBlock
from hub.blocks.tags import LanguageTagBlock


class HeadingBlock(TaughtBlock):
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
        group = WORDS
        template = "blocks/heading.html"
        help_text = _("Names the part that follows. Readers find it in the list of contents and can link to it.")


class QuoteBlock(TaughtBlock):
    """Words of somebody else."""

    text = blocks.RichTextBlock(label=_("Words"), features=PROSE)
    source = blocks.CharBlock(label=_("Who said or wrote it"), required=False, max_length=250)
    role = blocks.CharBlock(
        label=_("Who they are"),
        required=False,
        max_length=250,
        help_text=_("What they do, in a few words. Leave out whatever could endanger them."),
    )

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "openquote"
        label = _("Quotation")
        group = WORDS
        template = "blocks/quote.html"
        help_text = _("Somebody’s own words, with who said them and who that is.")


class PassageBlock(TaughtBlock):
    """A passage in another language than the page's."""

    language = LanguageTagBlock(
        label=_("Language"),
        max_length=35,
        help_text=_("Choose one, or type a language tag, such as qu for Quechua."),
    )
    text = blocks.RichTextBlock(label=_("Passage"), features=PROSE)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "globe"
        label = _("Passage in another language")
        group = WORDS
        template = "blocks/passage.html"
        label_format = "{language}"
        help_text = _("Marks the language, so that it is read aloud, broken into lines and directed rightly.")


class DefinitionBlock(TaughtBlock):
    """A word and what is meant by it here."""

    term = blocks.CharBlock(label=_("Word"), max_length=120)
    text = blocks.RichTextBlock(label=_("What it means"), features=INLINE)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "help"
        label = _("Definition")
        group = WORDS
        template = "blocks/definition.html"
        help_text = _("Explains one word where it is first needed.")


class CodeBlock(TaughtBlock):
    """Something to type exactly as it stands."""

    code = blocks.TextBlock(label=_("Code"))

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "code"
        label = _("Code")
        group = WORDS
        template = "blocks/code.html"
        help_text = _("Something to type exactly as it stands: a command, an address, a fingerprint.")
