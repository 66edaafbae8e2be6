"""What deleted rows leave behind on the disk, and how it goes.

SQLite overwrites what is deleted (`secure_delete`, see hub.settings.env), but first in its write-ahead log: until
that is emptied, the file and the log still hold the pages as they were. PostgreSQL has no such switch; there,
what was deleted goes with its vacuum and its own log.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Final

from django.db import connection

# Somebody who reads just then is not waited for longer: the timer tries again.
PATIENCE: Final = 1.0


def remove() -> bool:
    """Empty SQLite's log, so that deleted rows are on the disk no more; False when somebody was reading meanwhile."""
    name = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        return True
    # A connection of its own: the site's would wait for readers as long as for a lock.
    with closing(sqlite3.connect(name, timeout=PATIENCE)) as other:
        busy, *_pages = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: as above, after whatever was purged before; nothing worth telling."""
    remove()
    return {}
