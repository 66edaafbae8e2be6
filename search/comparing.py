"""Once a day: is what the index holds what the database has? What differs is put right and counted for operators.

Every change leaves a row that the index is told of; this finds what was lost all the same: a file from a backup, an
index changed by hand, rows that an older version forgot to write.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from search import engine, indexing, records, sources
from search.engines.protocol import Held, IndexUnavailableError, SearchEngine
from search.models import PendingUpdate

logger = logging.getLogger("hub.search")
EVERY: Final = dt.timedelta(hours=24)
# Where more than this share differs, everything is made anew: it is quicker, and leaves nothing behind.
MANY: Final = 0.2


@dataclass(frozen=True)
class Differences:
    """The pages that an index lacks, has too many, or has otherwise than they are (or not wholly)."""

    missing: frozenset[int] = frozenset()
    extra: frozenset[int] = frozenset()
    older: frozenset[int] = frozenset()

    @property
    def pages(self) -> frozenset[int]:
        """All of them."""
        return self.missing | self.extra | self.older

    def among(self, pages: frozenset[int]) -> Differences:
        """Those of them that are among these."""
        return Differences(self.missing & pages, self.extra & pages, self.older & pages)


def differences(held: Held, stamps: Mapping[int, str]) -> Differences:
    """What an index holds against the stamps of all that is public. Pure."""
    missing, extra = stamps.keys() - held.stamps.keys(), held.stamps.keys() - stamps.keys()
    older = {page for page, stamp in stamps.items() if held.stamps.get(page, stamp) != stamp}
    return Differences(frozenset(missing), frozenset(extra), frozenset((older | held.torn) - missing - extra))


def compare(found: SearchEngine, now: dt.datetime) -> Differences:
    """What differs and is not waiting to be told.

    A page that changes while the database is read differs in one look and not in the other: only both count.

    Raises IndexUnavailableError.
    """
    first = _look(found, now)
    if not first.pages:
        return first
    waiting = PendingUpdate.objects.filter(engine=found.name).values_list("page", flat=True)
    return first.among(_look(found, now).pages - frozenset(waiting))


def _look(found: SearchEngine, now: dt.datetime) -> Differences:
    held = found.held()
    stamps = {each.page: each.stamp for batch in sources.all_pages() for each in sources.documents(batch, now)}
    return differences(held, stamps)


def put_right(found: SearchEngine, now: dt.datetime) -> Differences:
    """Compare an engine with the database, tell it what differs, and write down how much it was.

    Raises IndexUnavailableError.
    """
    differing = compare(found, now)
    if differing.pages:
        held = found.held()
        many = len(differing.pages) > MANY * len(held.stamps)
        indexing.put_right(found, differing.pages, now, anew=many or bool(held.torn))
        counts = len(differing.missing), len(differing.extra), len(differing.older)
        logger.warning("%s lacked %d pages, had %d too many and %d otherwise: put right.", found.name, *counts)
    records.compared(found.name, len(differing.missing), len(differing.extra), len(differing.older))
    return differing


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does, once a day for each engine that answers."""
    done = 0
    for each in engine.configured():
        record = records.known(each.name)
        # An engine without a record has to be built first, which is the work of `indexing.drain`.
        if record is None or (record.compared_at and now - record.compared_at < EVERY):
            continue
        try:
            done += 0 if engine.breaker(each).is_open else len(put_right(each, now).pages)
        except IndexUnavailableError as reason:
            logger.warning("%s could not be compared with the database (%s); the timer tries again.", each.name, reason)
    return {"differences of the search index": done}
