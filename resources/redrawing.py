"""After an upgrade that draws texts otherwise: the timer draws those anew that were published before it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from functools import partial
from typing import Final

from django.db import transaction
from wagtail.models import Page

from hub.retries import Retries
from resources import rendering

SECONDS: Final = 10.0
JOB: Final = "texts-drawn-anew"


def tick(now: dt.datetime) -> Mapping[str, int]:
    """Draw older texts anew for a few seconds; until their turn comes they are drawn when they are read."""
    done, end, retries = 0, time.monotonic() + SECONDS, Retries(JOB, now)
    older = Page.objects.live().filter(rendering__isnull=False).exclude(rendering__made_with=rendering.MADE_WITH)
    waiting = dict(older.order_by("pk").values_list("pk", "live_revision_id"))
    retries.only(waiting)
    for pk, revision in waiting.items():
        if time.monotonic() >= end:
            break
        state = f"{rendering.MADE_WITH}/{revision}"
        if retries.is_due(pk, state):
            done += retries.attempt(pk, partial(_draw_again, pk), state)
    return {"texts drawn anew": done} if done else {}


@transaction.atomic
def _draw_again(pk: int) -> None:
    """Where it is still there and still published."""
    page = Page.objects.live().filter(pk=pk).select_for_update(of=("self",)).first()
    if page is not None:
        rendering.make(page.specific)
