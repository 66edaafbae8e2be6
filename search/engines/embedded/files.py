"""Opening the index file: one connection per thread, a new one when the file is replaced."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.protocol import IndexUnavailableError

# Prepared ones kept by a connection: each language has its own, for each number of words.
STATEMENTS = 512


class IndexFile:
    """The file of the index and this thread's connection to it."""

    def __init__(self, path: Path, read_timeout: float, write_timeout: float) -> None:
        self.path = path
        self._timeouts = (read_timeout, write_timeout)
        self._local = threading.local()

    def _identity(self) -> tuple[int, int]:
        try:
            found = os.stat(self.path)
        except OSError as error:
            raise IndexUnavailableError("there is no index file") from error
        return found.st_dev, found.st_ino

    def _open(self, timeout: float) -> sqlite3.Connection:
        identity = (os.getpid(), *self._identity())
        if getattr(self._local, "identity", None) != identity:
            self._local.connection = sqlite3.connect(self.path, isolation_level=None, cached_statements=STATEMENTS)
            self._local.identity = identity
        connection: sqlite3.Connection = self._local.connection
        connection.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
        return connection

    def create(self) -> None:
        """An empty file in write-ahead mode, where there is none."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with _translated(self.path):
            sqlite3.connect(self.path).close()
            os.chmod(self.path, 0o600)
            connection = self._open(self._timeouts[1])
            connection.execute("PRAGMA journal_mode = WAL")

    def remove(self) -> None:
        """Throw a damaged file away with what belongs to it."""
        for name in (
            self.path,
            self.path.with_name(self.path.name + "-wal"),
            self.path.with_name(self.path.name + "-shm"),
        ):
            name.unlink(missing_ok=True)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one read transaction: everything read belongs together."""
        with _translated(self.path):
            connection = self._open(self._timeouts[0])
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one write transaction; it takes the lock at once, so it never deadlocks."""
        with _translated(self.path):
            connection = self._open(self._timeouts[1])
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """What SQLite says about a bad file, as the one error that callers know."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise IndexUnavailableError(f"{path.name}: {error}") from error
