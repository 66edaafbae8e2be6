"""Telling the index what changed: rows of the outbox are drained after the commit, again by `tick`, or all at once."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from functools import partial

from django.utils import timezone

from hub import outbox
from search import engine, sources
from search.engines.protocol import IndexUnavailableError
from search.models import PendingUpdate

logger = logging.getLogger("hub.search")
ROWS = 200


def note(pages: Iterable[int]) -> None:
    """Write down, in the transaction that changed them, that the index must look at these pages again."""
    rows = [PendingUpdate(page=page) for page in dict.fromkeys(pages)]
    if rows:
        PendingUpdate.objects.bulk_create(rows, batch_size=500)
        outbox.after_commit(drain_quietly)


def drain_quietly() -> None:
    """Drain after a commit: a failure leaves the rows to `tick` and is told to operators, not to the editor."""
    try:
        drain()
    except IndexUnavailableError:
        logger.warning("The search index could not be updated now; the timer tries again.")


def drain(now: dt.datetime | None = None) -> dict[str, int]:
    """Bring the index up to all pending rows; doing it twice, or in two processes, is harmless."""
    now = now or timezone.now()
    found = engine.current()
    found.install()
    if not found.health().ok:
        return {"indexed": rebuild(now)}
    done = 0
    while rows := list(PendingUpdate.objects.values_list("version", "page")[:ROWS]):
        ticket = found.ticket()
        wanted = {page for _version, page in rows}
        made = sources.documents(wanted, now)
        found.write(ticket, made, wanted - {document.page for document in made})
        PendingUpdate.objects.filter(version__in=[version for version, _page in rows]).delete()
        done += len(wanted)
    return {"indexed": done}


def rebuild(now: dt.datetime | None = None) -> int:
    """Build the whole index beside the one in use and change over; returns how many pages it holds."""
    now = now or timezone.now()
    last = PendingUpdate.objects.order_by("-version").values_list("version", flat=True).first()
    with engine.current().rebuilding() as index:
        read = partial(sources.documents, now=now)
        pages = sum(index.add(read(batch)) for batch in sources.all_pages())
    PendingUpdate.objects.filter(version__lte=last or 0).delete()
    return pages
