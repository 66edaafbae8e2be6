"""What the public may read, decided in one place and by the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def unexpired(now: dt.datetime | None = None) -> Q:
    """Rows whose `expire_at`, if any, has not come, whether or not the timer has run."""
    now = now or timezone.now()
    return Q(expire_at__isnull=True) | Q(expire_at__gt=now)


def publicly_readable(pages: PageQuerySet, now: dt.datetime | None = None) -> PageQuerySet:
    """Pages that anybody may read now: live, not expired, no view restriction of their own or above.

    Wagtail's `public()` asks for all restrictions first; here they are part of the same query.
    """
    above = PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
    return pages.live().filter(unexpired(now), ~Exists(above))


def as_read(pages: PageQuerySet) -> list[Any]:
    """Specific pages in the order of the query, each with its locale and rendering: a query for each type."""
    plain = list(pages.select_related("locale", "rendering"))
    found = _specific(page.pk for page in plain)
    for page in plain:
        if (own := found.get(page.pk)) is not None:
            own.locale = page.locale
            if hasattr(page, "rendering"):
                own.rendering = page.rendering
    return [found[page.pk] for page in plain if page.pk in found]


def _specific(ids: Iterable[int]) -> dict[int, Any]:
    return {page.pk: page for page in Page.objects.filter(pk__in=list(ids)).specific()}
