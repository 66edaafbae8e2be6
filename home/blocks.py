"""What an editor puts together for the first page, the menu and the foot of one language."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from hub import languages
from vocabulary.models import Scheme
from vocabulary.store import codes, interface_labels

# The way to help is not in the list: it stands first, always.
SECTIONS = [
    ("library", _("Library")),
    ("trainers", _("Trainers")),
    ("fits", _("Who fits us?")),
    ("ask", _("Ask for training")),
    ("news", _("News")),
]
OWN_PAGES = 3


def topics() -> list[tuple[str, str]]:
    """The topics that may be chosen, by the names that readers of the interface see."""
    names = interface_labels(get_language() or languages.DEFAULT.code)
    return [(code, str(names.get((Scheme.TOPIC, code), code))) for code in codes(Scheme.TOPIC)]


class OnceBlock(blocks.StreamBlock):
    """A list in which nothing stands twice."""

    def clean(self, value: Any, **kwargs: Any) -> Any:
        """The list; raises StreamBlockValidationError at what stands in it already."""
        cleaned = super().clean(value, **kwargs)
        seen: set[tuple[str, str]] = set()
        errors = {}
        for place, child in enumerate(cleaned):
            key = (child.block_type, str(child.block.get_prep_value(child.value)))
            if key in seen:
                errors[place] = ValidationError(_("This is in the list already."))
            seen.add(key)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


class TopicsBlock(OnceBlock):
    """Topics in an order."""

    topic = blocks.ChoiceBlock(choices=topics, label=_("Topic"), icon="tag")


class PagesBlock(OnceBlock):
    """Pages in an order."""

    page = blocks.PageChooserBlock(label=_("Page"))


class TextsBlock(OnceBlock):
    """Texts of the library or news in an order."""

    page = blocks.PageChooserBlock(
        label=_("Text"),
        page_type=[
            f"resources.{name}Page"
            for name in ("Manual", "Guide", "Checklist", "Tool", "Template", "GlossaryTerm", "News")
        ],
    )


class OwnPageBlock(blocks.StructBlock):
    """A page in the menu."""

    page = blocks.PageChooserBlock(label=_("Page"))
    label = blocks.CharBlock(
        label=_("Words in the menu"), max_length=30, required=False, help_text=_("Left empty, the title of the page.")
    )

    class Meta:
        """How it looks in the editor."""

        icon = "doc-empty"
        label = _("A page of your own")


class MenuBlock(OnceBlock):
    """The menu: sections of the site and up to three pages of one's own."""

    section = blocks.ChoiceBlock(choices=SECTIONS, label=_("Section"), icon="list-ul")
    page = OwnPageBlock()

    class Meta:
        """How many of each."""

        block_counts = {"page": {"max_num": OWN_PAGES}}
