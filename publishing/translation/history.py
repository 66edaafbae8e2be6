"""What changed in an original since the revision that a translation follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import Translation

from publishing.editing.known import rows_of
from publishing.translation.following import newest_published
from publishing.translation.lining import Text
from publishing.translation.reading import text_of
from publishing.translation.words import Change, by_place, changes, plain
from resources.translations import bases, behind


@dataclass(frozen=True)
class Row:
    """A change, where it stands, and what the translation says there now."""

    change: Change
    place: str | Promise
    translated: str = ""


@dataclass(frozen=True)
class Changes:
    """Everything a translator must follow; `since` is empty where the older text is not kept any more."""

    page: Any
    original: Any
    count: int
    rows: Sequence[Row]
    since: dt.datetime | None
    is_managed: bool


def changes_for(page: Any) -> Changes | None:
    """The changes that a page has not followed; nothing where nobody knows what it was made from."""
    page = page.specific
    found = bases([page]).get(page.pk)
    if not found:
        return None
    source, count = behind([page])[page.pk]
    original = Page.objects.filter(pk=source).first()
    if original is None:
        return None
    original = original.specific
    older = _followed(original, [after for _source, after in found])
    newest = newest_published(original)
    rows = _rows(older, newest, page) if older and newest else []
    return Changes(page, original, count, rows, older.created_at if older else None, managed(page) is not None)


def managed(page: Any) -> Translation | None:
    """The row of wagtail-localize, where a page is translated sentence by sentence."""
    return next((row for row in rows_of(page) if row.enabled), None)


def _followed(original: Any, afters: Sequence[int | dt.datetime]) -> Revision | None:
    """The newest of the revisions that a page is known to follow."""
    kept = [each for each in (_revision(original, after) for after in afters) if each is not None]
    return max(kept, key=lambda each: each.pk, default=None)


def _revision(original: Any, after: int | dt.datetime) -> Revision | None:
    if isinstance(after, int):
        return Revision.objects.filter(pk=after, object_id=str(original.pk)).first()
    entries = PageLogEntry.objects.filter(
        page_id=original.pk, action="wagtail.publish", timestamp__lte=after, revision__isnull=False
    )
    entry = entries.select_related("revision").order_by("-timestamp").first()
    return entry.revision if entry else None


def _rows(older: Revision, newest: Revision, page: Any) -> list[Row]:
    old, new, existing = (text_of(each) for each in (older.as_object(), newest.as_object(), page))
    before, after, there = (_sentences(each) for each in (old, new, existing))
    translated: Mapping[str, Sequence[str]] = there if set(before) & set(there) - {"title", "slug"} else {}
    return [Row(each, _place(each.path), _said(translated, before, each)) for each in changes(before, after)]


def _sentences(text: Text) -> dict[str, list[str]]:
    return by_place([(piece.path, piece.html) for piece in text.pieces])


def _said(there: Mapping[str, Sequence[str]], before: Mapping[str, Sequence[str]], change: Change) -> str:
    """The words at the same place, where the translation has as many there as the text it was made from."""
    words = there.get(change.path, ())
    lined_up = len(words) == len(before.get(change.path, ())) and change.number < len(words)
    return plain(words[change.number]) if lined_up else ""


PLACES: dict[str, Promise] = {
    "title": _("Title"),
    "slug": _("Address"),
    "summary": _("Summary"),
    "body": _("Text"),
}


def _place(path: str) -> str | Promise:
    return PLACES.get(path.split(".")[0], _("Other"))
