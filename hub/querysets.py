"""What the public may read, decided in one place and by the clock."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from wagtail.query import PageQuerySet


def unexpired(now: dt.datetime | None = None) -> Q:
    """Rows whose `expire_at`, if any, has not come, whether or not the timer has run."""
    now = now or timezone.now()
    return Q(expire_at__isnull=True) | Q(expire_at__gt=now)


def publicly_readable(pages: PageQuerySet, now: dt.datetime | None = None) -> PageQuerySet:
    """Pages that anybody may read now: live, not expired, no view restriction of their own or above."""
    return pages.live().public().filter(unexpired(now))
