"""Making the files: wanted when a text is published or a reader asks, made outside of what readers wait for."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from threading import Lock, Thread
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from hub.health import NotWell
from hub.querysets import publicly_readable
from hub.retries import Retries
from resources.downloads import epub, gathering, packing, paper, shelf
from resources.downloads.values import Book
from resources.models import Download, OfflinePack, Wanted

log = logging.getLogger(__name__)

MAKERS: Final[Mapping[str, Callable[[Book], bytes]]] = {"epub": epub.packed, "pdf": paper.printed}
# What is put together in a moment: made while its reader waits, and for every text. No e-book of a library of 1,700
# took a fifth of a second.
AT_ONCE: Final = ("epub",)
# So long one turn of the timer makes files; what is left waits for the next.
SECONDS: Final = 20.0
JOB: Final = "files-to-take-along"
LONGEST_FAULT: Final = 200

_turn = Lock()


class CannotMake(Exception):
    """A file could not be made; the row says why."""


def want(pages: Iterable[int]) -> None:
    """Note that texts were published: their e-books are to be made anew, and whatever else there is a file of.

    Books on paper take seconds each, hours for a library: the first is made when somebody asks.
    """
    wanted = set(pages)
    known = set(Download.objects.filter(page__in=wanted, format__in=AT_ONCE).values_list("page_id", "format"))
    rows = Download.objects.filter(page__in=wanted, wanted=Wanted.NO)
    rows.exclude(digest="", fault="").update(wanted=Wanted.PUBLISHED)
    missing = [(page, each) for page in wanted for each in AT_ONCE if (page, each) not in known]
    Download.objects.bulk_create(
        (Download(page_id=page, format=each, wanted=Wanted.PUBLISHED) for page, each in missing), ignore_conflicts=True
    )


def ask(page: int, extension: str) -> None:
    """Note that a reader waits for a file."""
    Download.objects.update_or_create(page_id=page, format=extension, defaults={"wanted": Wanted.ASKED})


def is_hopeless(page: Page, extension: str) -> bool:
    """Whether a file could not be made, and nobody should wait for it."""
    row = Download.objects.filter(page=page.pk, format=extension).first()
    if row is None:
        return False
    return bool(row.fault) if row.wanted == Wanted.NO else Retries(JOB, timezone.now()).is_hopeless(_name(row))


def _name(row: Download) -> str:
    return f"{row.page_id}.{row.format}"


def present(page: Page, extension: str) -> Download | None:
    """The file of what is published now, if there is one: two queries."""
    found: Download | None = Download.objects.filter(page=page.pk, format=extension).exclude(digest="").first()
    if found is None or found.made_of != gathering.present_key(page):
        return None
    return found if shelf.path(found.digest, extension).is_file() else None


def make(page: Any, extension: str) -> Download:
    """Make one file now and put it on its row. Raises CannotMake, and then the row says why."""
    # The key first: what is published while the file is made leaves it out of date, never wrongly present.
    key = gathering.present_key(page)
    row, _made = Download.objects.get_or_create(page_id=page.pk, format=extension)
    try:
        content = MAKERS[extension](gathering.book(page))
        digest = shelf.put(content, extension)
    except Exception as fault:
        log.warning("The %s of page %s could not be made: %s", extension, page.pk, fault)
        told = f"{type(fault).__name__}: {fault}"[:LONGEST_FAULT]
        # No room may be mended by the next turn; what is wrong with a text, by its next publication alone.
        again = Wanted.PUBLISHED if isinstance(fault, OSError) else Wanted.NO
        Download.objects.filter(pk=row.pk).update(fault=told, wanted=again)
        raise CannotMake from fault
    row.made_of, row.digest, row.size, row.fault, row.wanted = key, digest, len(content), "", Wanted.NO
    row.save()
    return row


def make_wanted(seconds: float, now: dt.datetime) -> int:
    """Make what is wanted, what readers wait for first, until so many seconds are over; answers how many.

    One at a time in a process, files and sets alike: however many ask, one of them makes.
    """
    if not _turn.acquire(blocking=False):
        return 0
    try:
        return _files(time.monotonic() + seconds, now) + packing.make_wanted(now)
    finally:
        _turn.release()


def _files(ends: float, now: dt.datetime) -> int:
    made, retries = 0, Retries(JOB, now)
    rows = list(Download.objects.exclude(wanted=Wanted.NO).order_by("-wanted", "pk"))
    retries.only(map(_name, rows))
    for row in rows:
        made += _make_row(row, retries)
        if time.monotonic() > ends:
            break
    return made


def _make_row(row: Download, retries: Retries) -> bool:
    page = publicly_readable(Page.objects.filter(pk=row.page_id)).select_related("locale").first()
    if page is None:
        Download.objects.filter(page=row.page_id).delete()
        return False
    return try_to_make(page.specific, row.format, retries)


def try_to_make(page: Any, extension: str, retries: Retries) -> bool:
    """Make one file now, unless the same state of its text has failed too often; whether that went well."""
    name, state = f"{page.pk}.{extension}", gathering.present_key(page)
    return retries.is_due(name, state) and retries.attempt(name, partial(make, page, extension), state)


def soon() -> None:
    """Make what readers wait for without waiting for the timer; their answer goes out meanwhile."""
    Thread(target=_beside, daemon=True).start()


def _beside() -> None:
    try:
        make_wanted(SECONDS, timezone.now())
    finally:
        connection.close()


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: files of what was published, and none of what is public no more."""
    made = make_wanted(SECONDS, now)
    public = publicly_readable(Page.objects.all(), now).values("pk")
    Download.objects.exclude(page__in=public).delete()
    kept = {*Download.objects.values_list("digest", flat=True), *OfflinePack.objects.values_list("digest", flat=True)}
    gone = shelf.sweep(kept)
    return {"files to take along made": made, "files removed": gone} if made or gone else {}


def state() -> str:
    """A line for operators. Raises hub.health.NotWell where files could not be made."""
    ready = waiting = 0
    faults: list[str] = []
    for rows in (Download.objects.all(), OfflinePack.objects.all()):
        ready += rows.exclude(digest="").count()
        waiting += rows.exclude(wanted=Wanted.NO).count()
        faults += rows.exclude(fault="").order_by("-pk").values_list("fault", flat=True)
    line = f"{ready} files, {waiting} waiting"
    if faults:
        raise NotWell(f"{line}, {len(faults)} could not be made ({faults[0]})")
    return line
