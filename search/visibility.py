"""What may be seen, asked of the database in the request that shows it: the index alone is never believed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from hub.querysets import publicly_readable


def public_pages(now: dt.datetime) -> frozenset[int]:
    """Every page that anybody may read now: live, not expired by the clock, not restricted here or above."""
    return frozenset(publicly_readable(Page.objects.all(), now).order_by().values_list("pk", flat=True))


def of(pages: PageQuerySet, wanted: Collection[int], now: dt.datetime) -> PageQuerySet:
    """Those of the wanted pages of a kind that anybody may read now and that have an address."""
    return publicly_readable(pages.filter(pk__in=wanted), now)


def inside_a_site(url_path: str) -> bool:
    """Whether a page lies below the home of a site: one moved out of it has no address."""
    return any(url_path.startswith(site.root_path) for site in Site.get_site_root_paths())
