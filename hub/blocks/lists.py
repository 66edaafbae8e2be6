"""Lists of one kind of thing each: steps, checks, principles, objectives, events."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks.common import ABOUT_US, ADVICE, INLINE, PROSE, TaughtBlock

MOMENT: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(label=_("What to do"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("How"), features=PROSE)


class StepsBlock(TaughtBlock):
    """Things to do one after the other."""

    items = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "list-ol"
        label = _("Steps")
        group = ADVICE
        template = "blocks/steps.html"
        help_text = _("What to do in order, one action to a step. The numbers are set for you.")


class NoteBlock(TaughtBlock):
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
        group = ADVICE
        template = "blocks/note.html"
        help_text = _("Stands out from the text. Use it seldom: where all is marked, nothing is.")


class CheckBlock(blocks.StructBlock):
    """One thing to check."""

    text = blocks.RichTextBlock(label=_("Check"), features=INLINE)
    note = blocks.RichTextBlock(
        label=_("Note"), features=PROSE, required=False, help_text=_("Why, or how. Shown small below the check.")
    )


class ChecksBlock(TaughtBlock):
    """Things to tick; ticks stay on the reader's device and are never sent."""

    items = blocks.ListBlock(CheckBlock(), label=_("Checks"))

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "tasks"
        label = _("Checklist")
        group = ADVICE
        template = "blocks/checks.html"
        help_text = _("Things to tick off. Ticks stay on the reader’s device.")


class PrincipleBlock(blocks.StructBlock):
    """One principle."""

    title = blocks.CharBlock(label=_("In a few words"), max_length=120)
    text = blocks.RichTextBlock(label=_("What it means"), features=PROSE)


class PrinciplesBlock(TaughtBlock):
    """What an organisation holds to."""

    items = blocks.ListBlock(PrincipleBlock(), label=_("Principles"), min_num=1)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "thumbtack"
        label = _("Principles")
        group = ABOUT_US
        template = "blocks/principles.html"
        help_text = _("What you hold to: each with a name and what follows from it.")


class ObjectiveBlock(blocks.StructBlock):
    """One objective."""

    text = blocks.RichTextBlock(label=_("Objective"), features=INLINE)


class ObjectivesBlock(TaughtBlock):
    """What is to be reached, numbered so that others can name it."""

    lead = blocks.RichTextBlock(
        label=_("Introduction"), features=INLINE, required=False, help_text=_("The sentence that the objectives end.")
    )
    items = blocks.ListBlock(ObjectiveBlock(), label=_("Objectives"), min_num=1)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "crosshairs"
        label = _("Objectives")
        group = ABOUT_US
        template = "blocks/objectives.html"
        help_text = _("What a course or a programme is to reach, numbered.")


class EventBlock(blocks.StructBlock):
    """One event."""

    when = blocks.CharBlock(label=_("When"), max_length=60, help_text=_("A year or a date: 2019, or 2019-05-01."))
    text = blocks.RichTextBlock(label=_("What happened"), features=PROSE)


class TimelineBlock(TaughtBlock):
    """What happened when."""

    items = blocks.ListBlock(EventBlock(), label=_("Events"), min_num=1)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "history"
        label = _("Timeline")
        group = ABOUT_US
        template = "blocks/timeline.html"
        help_text = _("A history, the oldest first.")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The events, those with a date told apart."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["events"] = [{**moment(item["when"]), "text": item["text"]} for item in value["items"]]
        return context


def moment(words: str) -> dict[str, Any]:
    """When something was: `on` (its first day) and `exact` (year, month, day) where the words are a date."""
    tidy = words.strip()
    try:
        year, month, day = [int(part or 1) for part in MOMENT.fullmatch(tidy).groups()]  # type: ignore[union-attr]
        on = dt.date(year, month, day)
    except (AttributeError, ValueError):
        return {"words": tidy, "on": None, "exact": "", "iso": ""}
    return {"words": tidy, "on": on, "exact": ("year", "month", "day")[tidy.count("-")], "iso": tidy}
