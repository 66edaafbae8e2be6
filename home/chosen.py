"""Pages that an editor chose, each in the reader's language where it has one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from hub.querysets import publicly_readable


def ids(stream: Any, kind: str = "page") -> list[int]:
    """The pages that a stored list names, without asking for them."""
    values = [row["value"] for row in stream.raw_data if row["type"] == kind]
    return [value for value in (each["page"] if isinstance(each, dict) else each for each in values) if value]


def pages(wanted: Iterable[int], locale_id: int) -> dict[int, Page]:
    """For each wanted page the one to lead to; those that readers may not see are left out. One query, or none."""
    wanted = list(wanted)
    if not wanted:
        return {}
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    found = list(publicly_readable(Page.objects.filter(translation_key__in=keys)).select_related("locale"))
    own = {page.translation_key: page for page in found if page.locale_id == locale_id}
    return {page.pk: own.get(page.translation_key, page) for page in found if page.pk in set(wanted)}
