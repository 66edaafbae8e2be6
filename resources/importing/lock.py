"""One import at a time on one site; a process that dies lets go by dying."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from resources.importing.faults import Fault

LOCK_NUMBER = 0x48554249  # any number that nothing else in this database locks
NAME = "import.lock"
RUNNING = _("another import is running on this site; nothing was done. Try again when it has ended")


@contextmanager
def alone() -> Iterator[None]:
    """Hold the site's only right to import; raises Fault at once where another process holds it."""
    with _on_postgres() if connection.vendor == "postgresql" else _in_the_data_folder():
        yield


@contextmanager
def _on_postgres() -> Iterator[None]:
    # A connection of its own, which is all the lock lives by: it ends with the process, and with whatever goes wrong.
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_NUMBER])
            if not cursor.fetchone()[0]:
                raise Fault(str(RUNNING))
        yield
        # Let go at once: the server would notice a moment later that the connection is gone.
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])
    finally:
        holder.close()


@contextmanager
def _in_the_data_folder() -> Iterator[None]:
    # The file stays: only who holds it open and locked is importing.
    place = settings.HUB_DATA_DIR / NAME
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Fault(str(RUNNING)) from taken
        yield
