"""Keeping what a reader says of a text, and letting it go again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from accounts import audit
from hub import remarks
from resources.models.remark import Seen, TextRemark
from resources.remarks.places import owner_of

PURPOSE: Final = "resources.remark"
LONGEST_HEADING: Final = 255


def send(page: Any, given: Mapping[str, str], headings: Mapping[str, str], *, token: str, today: dt.date) -> None:
    """Keep a remark for whoever looks after a text. Raises hub.busy.Busy."""
    remarks.refuse_floods(TextRemark.objects.filter(state=Seen.NEW), page=page.pk)
    row = TextRemark(
        page_id=page.pk,
        owner=owner_of(page),
        what=given["what"],
        anchor=given["part"],
        heading=headings.get(given["part"], "")[:LONGEST_HEADING],
        text=given["text"],
        came_on=today,
        purge_on=remarks.goes_on(today, today, done=False),
    )
    remarks.keep_once(row, PURPOSE, token)


def tick(now: dt.datetime) -> dict[str, int]:
    """Remove what is due; the audit log names the rows, and nothing of what they held."""
    rows = TextRemark.objects.filter(purge_on__lte=now.date())
    gone = [str(pk) for pk in rows.values_list("pk", flat=True)]
    TextRemark.objects.filter(pk__in=gone).delete()
    for pk in gone:
        audit.record(who=audit.SYSTEM, act="remarks.purge", what=f"text-remark:{pk}")
    return {"remarks about texts": len(gone)} if gone else {}
