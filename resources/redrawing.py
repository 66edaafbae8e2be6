"""After an upgrade that draws texts otherwise: the timer draws those anew that were published before it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from wagtail.models import Page

from resources import rendering

SECONDS: Final = 10.0


def tick(_now: dt.datetime) -> Mapping[str, int]:
    """Draw older texts anew for a few seconds; until their turn comes they are drawn when they are read."""
    done, end = 0, time.monotonic() + SECONDS
    older = Page.objects.live().filter(rendering__isnull=False).exclude(rendering__made_with=rendering.MADE_WITH)
    for pk in older.order_by("pk").values_list("pk", flat=True):
        if time.monotonic() >= end:
            break
        done += _drawn_again(pk)
    return {"texts drawn anew": done} if done else {}


def _drawn_again(pk: int) -> int:
    """Whether it is still there and still published."""
    with transaction.atomic():
        page = Page.objects.live().filter(pk=pk).select_for_update(of=("self",)).first()
        if page is None:
            return 0
        rendering.make(page.specific)
    return 1
