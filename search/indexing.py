"""Telling the index what changed: rows of the outbox are drained after the commit, again by `tick`, or all at once.

The embedded index is told right after the commit. An engine across the network is told beside the request: whoever
publishes never waits for it, and a reader of the page that was published does not either.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.db import connections
from django.utils import timezone

from hub import outbox
from search import engine, records, sources
from search.choices.models import EditorialChoice
from search.engines.protocol import IndexUnavailableError, SearchEngine
from search.models import PendingUpdate

logger = logging.getLogger("hub.search")
ROWS = 200
_awake = threading.Event()
_one_at_a_time = threading.Lock()


def note(pages: Iterable[int]) -> None:
    """Write down, in the transaction that changed them, that the index must look at these pages again."""
    names = [each.name for each in engine.configured()]
    rows = [PendingUpdate(page=page, engine=name) for page in dict.fromkeys(pages) for name in names]
    if rows:
        PendingUpdate.objects.bulk_create(rows, batch_size=500)
        outbox.after_commit(drain_quietly)


def drain_quietly() -> None:
    """Drain after a commit: a failure leaves the rows to `tick` and is told to operators, not to the editor."""
    try:
        _drain(engine.reserve(), timezone.now())
    except IndexUnavailableError:
        logger.warning("The search index could not be updated now; the timer tries again.")
    remote = engine.configured()[:-1]
    if remote and settings.SEARCH_UPDATES_BESIDE and not engine.breaker(remote[0]).is_open:
        _awake.set()
        threading.Thread(target=_drain_beside, args=(remote[0],), name="search-updates", daemon=True).start()


def _drain_beside(found: SearchEngine) -> None:
    """In a thread: one at a time, and what was noted meanwhile is done in the same go."""
    with _one_at_a_time:
        try:
            while _awake.is_set():
                _awake.clear()
                _drain(found, timezone.now(), may_build=False)
        except IndexUnavailableError as reason:
            engine.failed(found, reason)
        except Exception:
            logger.exception("%s could not be told what changed; the timer tries again.", found.name)
        finally:
            connections.close_all()


def drain(now: dt.datetime | None = None) -> dict[str, int]:
    """Bring every engine up to its pending rows; doing it twice, or in two processes, is harmless.

    Raises IndexUnavailableError when one of them does not answer, after the others were told.
    """
    now = now or timezone.now()
    engines = engine.configured()
    records.forget_all_but([each.name for each in engines])
    done: dict[str, int] = {}
    failure: IndexUnavailableError | None = None
    for each in reversed(engines):
        try:
            done["indexed"] = max(done.get("indexed", 0), _drain(each, now))
        except IndexUnavailableError as reason:
            failure = reason
    if failure:
        raise failure
    return done


def _drain(found: SearchEngine, now: dt.datetime, *, may_build: bool = True) -> int:
    found.install()
    waiting = PendingUpdate.objects.filter(engine=found.name)
    if _must_be_built(found):
        # A build takes a minute: the timer's work, not that of a thread beside a request.
        return _build(found, now) if may_build else 0
    done = 0
    while rows := list(waiting.values_list("version", "page")[:ROWS]):
        ticket = found.ticket()
        wanted = {page for _version, page in rows}
        made = sources.documents(wanted, now)
        found.write(ticket, made, wanted - {document.page for document in made})
        waiting.filter(version__in=[version for version, _page in rows]).delete()
        done += len(wanted)
    if done:
        records.updated(found.name)
    return done


def _must_be_built(found: SearchEngine) -> bool:
    """Whether it holds nothing, or was not told of every change: it was not in use for a while."""
    forgotten = found is not engine.reserve() and records.known(found.name) is None
    return forgotten or not found.health().ok


def rebuild(now: dt.datetime | None = None) -> int:
    """Build every engine's index beside the one in use and change over; returns how many pages it holds.

    Raises IndexUnavailableError when the engine in use does not answer; its reserve is built all the same.
    """
    now = now or timezone.now()
    return [_build(each, now) for each in reversed(engine.configured())][-1]


def put_right(found: SearchEngine, pages: Iterable[int], now: dt.datetime, *, anew: bool = False) -> None:
    """Tell one engine again what these pages are, or `anew` everything.

    Raises IndexUnavailableError.
    """
    if anew:
        _build(found, now)
        return
    PendingUpdate.objects.bulk_create([PendingUpdate(page=page, engine=found.name) for page in pages], batch_size=500)
    _drain(found, now)


def _build(found: SearchEngine, now: dt.datetime) -> int:
    waiting = PendingUpdate.objects.filter(engine=found.name)
    last = waiting.order_by("-version").values_list("version", flat=True).first()
    with found.rebuilding() as index:
        read = partial(sources.documents, now=now)
        pages = sum(index.add(read(batch)) for batch in sources.all_pages())
    waiting.filter(version__lte=last or 0).delete()
    EditorialChoice.objects.all().read_anew()
    records.updated(found.name)
    return pages
