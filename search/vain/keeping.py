"""From a search in vain to a row, if the organisation has switched it on; and out again after 90 days."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping
from threading import Thread
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import User
from hub.retention import Retention
from search.answers import Answer
from search.ladder import STEPS
from search.vain.models import VainSearch
from search.vain.waiting import DAYS, Asked, Waiting
from search.vain.wording import counted
from trainers.models import Organisation, Trainer

log = logging.getLogger(__name__)

waiting = Waiting()
# So many rows in all, however many questions there are.
MOST_ROWS: Final = 500
# What a reader sees first; a better text behind it would not be found either.
LOOKED_AT: Final = 10
SHORTEST_NAME: Final = 3


def this_day() -> dt.date:
    """The day that a question is counted for."""
    return timezone.localdate()


def note(answer: Answer, reader: str) -> bool:
    """Count a question that found nothing, in memory; answers whether such are counted, so that the page can say so.

    Where the switch is off, nothing at all is remembered.
    """
    if not settings.HUB_COUNT_VAIN_SEARCHES:
        return False
    today = this_day()
    words = counted(answer.request.text, reader) if _in_vain(answer) else ""
    due = waiting.note(Asked(reader, words), today) if words else []
    if due:
        # Beside the request: nobody who searches waits for a lock of the database.
        Thread(target=write_beside, args=(due, today), name="searched-in-vain", daemon=True).start()
    return True


def _in_vain(answer: Answer) -> bool:
    """Whether the first page of the whole answer, in any language, has not even most of the question."""
    asked = answer.request
    if answer.degraded or answer.groups or not asked.text or asked.filtered or asked.exactly or asked.page > 1:
        return False
    shown = (*answer.findings.results[:LOOKED_AT], *answer.findings.others[:LOOKED_AT])
    return not any(each.coverage >= STEPS[1].share for each in shown)


def write_beside(due: Iterable[Asked], today: dt.date) -> None:
    """Store words on a connection of its own; what cannot be stored is not missed."""
    try:
        write(due, today)
    except DatabaseError:
        # Never the words. The database can only be read, or is busy: they are not counted.
        log.warning("What was searched in vain could not be stored.")
    finally:
        connection.close()


def write(due: Iterable[Asked], today: dt.date) -> None:
    """Store words that five days have asked, without those that name somebody this site knows."""
    with transaction.atomic():
        known = _names()
        for language, words in sorted(due):
            if _names_somebody(words, known):
                continue
            row = VainSearch.objects.filter(language=language, words=words).first()
            if not row and VainSearch.objects.count() >= MOST_ROWS:
                continue
            row = row or VainSearch(language=language, words=words, days=0)
            row.days, row.month = row.days + DAYS, today.replace(day=1)
            row.save()


def _names() -> frozenset[str]:
    """The names of trainers and staff, word by word, and those of organisations as a whole, listed or not."""
    people = (*Trainer.objects.values_list("display_name", flat=True), *_staff())
    parts = {part for name in people for part in name.casefold().split() if len(part) >= SHORTEST_NAME}
    whole = {name.casefold() for name in Organisation.objects.values_list("name", flat=True)}
    return frozenset(parts | whole)


def _staff() -> Iterable[str]:
    return (name for row in User.objects.values_list("username", "display_name") for name in row)


def _names_somebody(words: str, known: frozenset[str]) -> bool:
    return words in known or not known.isdisjoint(words.split())


def tick(now: dt.datetime) -> Mapping[str, int]:
    """Forget what is older than 90 days; everything, where the switch is off."""
    rows = VainSearch.objects.all()
    if settings.HUB_COUNT_VAIN_SEARCHES:
        rows = rows.filter(
            month__lte=timezone.localdate(now) - (Retention.VAIN_SEARCH.lifetime.limit or dt.timedelta())
        )
    forgotten, _per_model = rows.delete()
    return {"searches in vain forgotten": forgotten}
