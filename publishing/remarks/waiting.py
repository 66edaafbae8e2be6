"""What readers say of the texts that somebody looks after, for their first screen."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from hub.pages import BIN_PATH
from publishing.first_screen.parts import Item, Part, part
from publishing.remarks.reach import may_see
from resources.models import Seen, TextRemark, WrongText

MOST: Final = 100


def for_person(user: Any) -> Part | None:
    """The remarks that nobody has seen to, the longest wait first; what could put somebody in danger before all."""
    if not may_see(user):
        return None
    found = TextRemark.objects.filter(owner=user, state=Seen.NEW).exclude(page__url_path__startswith=BIN_PATH)
    rows = list(found.select_related("page__locale").defer("text", "note")[:MOST])
    rows.sort(key=lambda row: row.what != WrongText.DANGER)
    items = [
        Item(
            reverse("publishing_remark", args=[row.pk]),
            row.page.title,
            row.page.locale.language_code,
            row.get_what_display(),
            row.what == WrongText.DANGER,
        )
        for row in rows
    ]
    address = reverse("publishing_remarks")
    return part("remarks", _("What readers say"), items, all_url=address, all_label=_("All remarks"))
