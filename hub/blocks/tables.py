"""Tables, and tools side by side."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError

from hub.blocks.common import INLINE, SIDE_BY_SIDE, TaughtBlock


class TableBlock(TaughtBlock):
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
        group = SIDE_BY_SIDE
        template = "blocks/table.html"
        help_text = _("Facts in rows and columns. Three columns are about what a phone can show.")


class ComparedBlock(blocks.StructBlock):
    """One of the things compared."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    url = blocks.URLBlock(label=_("Its own site"), required=False, max_length=500)
    cells = blocks.ListBlock(
        blocks.RichTextBlock(features=INLINE, required=False, label=_("Answer")),
        label=_("Answers"),
        help_text=_("One for each point of comparison, in the same order."),
    )


class ComparisonBlock(TaughtBlock):
    """Tools side by side, by the same points."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=250)
    criteria = blocks.ListBlock(
        blocks.CharBlock(label=_("Point"), max_length=120), label=_("Points of comparison"), min_num=1
    )
    items = blocks.ListBlock(ComparedBlock(), label=_("What is compared"), min_num=1)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "sliders"
        label = _("Comparison")
        group = SIDE_BY_SIDE
        template = "blocks/comparison.html"
        help_text = _("Tools or ways of doing, each judged by the same points. Can be read on a phone.")

    def complete(self, value: Any) -> dict[str, Any]:
        """Each thing needs as many answers as there are points."""
        wanted = len(value["criteria"])
        wrong = {
            at: blocks.StructBlockValidationError(block_errors={"cells": _miscounted(len(item["cells"]), wanted)})
            for at, item in enumerate(value["items"])
            if len(item["cells"]) != wanted
        }
        return {"items": ListBlockValidationError(block_errors=wrong)} if wrong else {}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The answers turned into rows: one for each point."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["rows"] = [
            {
                "criterion": criterion,
                "cells": [{"name": item["name"], "text": _cell(item["cells"], at)} for item in value["items"]],
            }
            for at, criterion in enumerate(value["criteria"])
        ]
        return context


def _cell(cells: Any, at: int) -> Any:
    return cells[at] if at < len(cells) else ""


def _miscounted(found: int, wanted: int) -> ListBlockValidationError:
    points = ngettext("There is %(points)d point of comparison", "There are %(points)d points of comparison", wanted)
    answers = ngettext("and here is %(answers)d answer.", "and here are %(answers)d answers.", found)
    sentence = _("%(points)s, %(answers)s Write one for each point; leave it empty where nothing is known.") % {
        "points": points % {"points": wanted},
        "answers": answers % {"answers": found},
    }
    return ListBlockValidationError(non_block_errors=[ValidationError(sentence)])
