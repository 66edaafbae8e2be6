"""From a reader's request to a row of a day: a line in a file, which the timer counts.

A request writes no row: it would wait for a lock, and fail where the database can only be read. It adds an address to
a small file and nothing else; what does not fit is not counted.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from hub.retention import Retention
from publishing.missing.paths import counted
from publishing.models import MissingPath

log = logging.getLogger(__name__)

# A flood fills neither: some 600 addresses between two ticks, and so many rows in all.
MOST_BYTES: Final = 64 * 1024
MOST_ROWS: Final = 5000
PRIVATE: Final = 0o600


def spool() -> Path:
    """The file in which addresses wait to be counted."""
    return Path(settings.HUB_DATA_DIR) / "not-found.txt"


def note(path: str) -> None:
    """Remember that an address led nowhere; what cannot be written is not missed."""
    shown = counted(path)
    if shown is None:
        return
    try:
        _append(f"{shown}\n".encode())
    except OSError:
        # The disk is full or can only be read. The reader gets the page all the same.
        return


def _append(line: bytes) -> None:
    descriptor = os.open(spool(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE)
    try:
        if os.fstat(descriptor).st_size + len(line) <= MOST_BYTES:
            # One write of a short line to a file that is only added to: two processes do not mix theirs.
            os.write(descriptor, line)
    finally:
        os.close(descriptor)


def take() -> Counter[str]:
    """What waits, counted; the file is gone after it."""
    source, mine = spool(), spool().with_suffix(".counting")
    try:
        source.replace(mine)
    except FileNotFoundError:
        return Counter()
    lines = mine.read_text("utf-8", errors="replace").splitlines()
    mine.unlink()
    return Counter(line for line in lines if counted(line) == line)


def tick(now: dt.datetime) -> Mapping[str, int]:
    """Count what waits, and forget what is older than 30 days."""
    today = timezone.localdate(now)
    limit = Retention.MISSING_PATH.lifetime.limit or dt.timedelta()
    with transaction.atomic():
        forgotten, _per_model = MissingPath.objects.filter(day__lte=today - limit).delete()
        found = _without_redirects(take())
        _add(found, today)
    return {"addresses not found": sum(found.values()), "counts of addresses forgotten": forgotten}


def _without_redirects(found: Counter[str]) -> Counter[str]:
    """What leads somewhere by now is not missing."""
    as_stored = {path: Redirect.normalise_path(path) for path in found}
    known = set(Redirect.objects.filter(old_path__in=as_stored.values()).values_list("old_path", flat=True))
    return Counter({path: times for path, times in found.items() if as_stored[path] not in known})


def _add(found: Counter[str], today: dt.date) -> None:
    rows = {row.path: row for row in MissingPath.objects.filter(day=today, path__in=list(found))}
    MissingPath.objects.bulk_update([_more(row, found[path]) for path, row in rows.items()], ["times"], batch_size=500)
    room = max(0, MOST_ROWS - MissingPath.objects.count())
    new = [(path, times) for path, times in found.most_common() if path not in rows][:room]
    MissingPath.objects.bulk_create([MissingPath(path=path, day=today, times=times) for path, times in new])


def _more(row: MissingPath, times: int) -> MissingPath:
    row.times = F("times") + times
    return row
