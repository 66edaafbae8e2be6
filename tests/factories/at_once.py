"""Many at once on a real database: each thread with a connection of its own."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection, connections

from hub.busy import Busy

Result = TypeVar("Result")


@contextmanager
def shared_database(folder: Path) -> Iterator[None]:
    """What the test has written, in a database that other threads can open.

    SQLite's test database lies in memory, where writers do not wait for one another as they do in a file.
    """
    if connection.vendor != "sqlite":
        yield
        return
    file = folder / "shared.sqlite3"
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    settings, before = connection.settings_dict, connection.settings_dict["NAME"]
    try:
        settings["NAME"] = str(file)
        yield
        with sqlite3.connect(file) as copy:
            copy.backup(connection.connection)
    finally:
        settings["NAME"] = before


def at_once(many: int, act: Callable[[], Result]) -> list[Result | Exception]:
    """Do the same in so many threads; answers what each answered or raised."""

    def one(_number: int) -> Any:
        try:
            return act()
        except Exception as fault:
            return fault
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def patiently(act: Callable[[], Result]) -> Result:
    """Come again whenever all turns are taken."""
    until = time.monotonic() + 120
    while True:
        try:
            return act()
        except Busy:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
