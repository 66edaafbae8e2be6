"""The side panel of the page editor that says what a draft costs to read."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import BaseSidePanel

from hub.templatetags.hub import number
from publishing.weight.adding import LIGHT, Sort, Weight, seconds
from publishing.weight.measuring import weigh

MEND: Final[dict[Sort, str | Promise]] = {
    Sort.PICTURE: gettext_lazy(
        "Is the picture needed? Cut off what tells nothing, or put a drawing in the place of a photograph."
    ),
    Sort.TABLE: gettext_lazy("Split the table, or offer it as a file to download."),
    Sort.WORDS: gettext_lazy("Move what only some readers need to a page of its own."),
}
MINUTE: Final = 60


class WeightSidePanel(BaseSidePanel):  # type: ignore[misc]
    """Kilobytes and seconds of the version that was opened, and what weighs most."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):  # type: ignore[misc]
        """The button that opens it."""

        aria_label = gettext_lazy("Toggle weight")
        icon_name = "download"
        has_counter = False

    name = "weight"
    title = gettext_lazy("What it costs to read")
    template_name = "publishing/weight/panel.html"
    order = 350

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """What the template draws."""
        return {**super().get_context_data(parent_context), **values(weigh(self.object))}

    @property
    def media(self) -> forms.Media:
        """The styles of our screens in the admin."""
        return forms.Media(css={"all": ["css/desk.css", "css/first.css"]})


def values(weight: Weight) -> dict[str, Any]:
    """The numbers and words of the panel."""
    heaviest = weight.heaviest
    return {
        "weight": weight,
        "limit": LIGHT,
        "takes": duration(seconds(weight.whole)),
        "takes_without": duration(seconds(weight.without_pictures)),
        "has_pictures": weight.pictures > 0,
        "heaviest": heaviest,
        "advice": [MEND[sort] for sort in dict.fromkeys(piece.sort for piece in heaviest)] if weight.heavy else [],
    }


def duration(all_seconds: int) -> str:
    """Seconds as people say them."""
    if all_seconds < MINUTE:
        return _("%(seconds)s s") % {"seconds": number(all_seconds)}
    minutes, rest = divmod(all_seconds, MINUTE)
    return _("%(minutes)s min %(seconds)s s") % {"minutes": number(minutes), "seconds": number(rest)}
