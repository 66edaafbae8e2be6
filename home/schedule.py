"""What falls due by the clock: publishing, expiry, upkeep. One failing item does not stop the rest."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger("hub.tick")
Done = Mapping[str, int]


def run(now: dt.datetime) -> dict[str, int]:
    """Do all that is due at `now` and count it; `failed` counts what could not be done and is tried again."""
    done: dict[str, int] = {"failed": 0}
    for name in ("home.schedule.expire", "home.schedule.publish", *settings.HUB_TICK):
        job: Callable[[dt.datetime], Done] = import_string(name)
        try:
            for what, many in job(now).items():
                done[what] = done.get(what, 0) + many
        except Exception:
            logger.exception("A job of the timer failed: %s", name)
            done["failed"] += 1
    return done


def expire(now: dt.datetime) -> Done:
    """Unpublish what has expired, as Wagtail's own command would."""
    models = [Page, *(m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page))]
    done = {"expired": 0, "failed": 0}
    for model in models:
        due = model._default_manager.filter(live=True, expire_at__lte=now)
        for what, many in _each("expired", due, _withdraw).items():
            done[what] += many
    return done


def _withdraw(each: Any) -> None:
    each.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publish(now: dt.datetime) -> Done:
    """Publish the revisions whose hour has come."""
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    return _each("published", due, lambda revision: revision.publish(log_action="wagtail.publish.scheduled"))


def _each(what: str, due: QuerySet[Any], act: Callable[[Any], object]) -> dict[str, int]:
    """Do it for each, in a transaction of its own; what another timer has done meanwhile is not due any more."""
    done = {what: 0, "failed": 0}
    for pk in list(due.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                item = due.filter(pk=pk).select_for_update(of=("self",)).first()
                if item is None:
                    continue
                act(item)
            done[what] += 1
        except Exception:
            logger.exception("Due, but it failed: %s %s", due.model.__name__, pk)
            done["failed"] += 1
    return done
