"""Deleted rows are on the disk no more once SQLite's log was emptied; a reader in the way is no error."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from hub import leftovers
from hub.settings import env

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a long text that somebody erased " * 40


@pytest.fixture
def database(tmp_path: Path, monkeypatch) -> Path:
    """A database as a running site's: a log beside it, a row written and deleted."""
    path = tmp_path / "hub.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", path)
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setattr(type(connection), "is_in_memory_db", lambda _self: False, raising=False)
    return path


def site(path: Path) -> sqlite3.Connection:
    """A connection set up as the site sets up its own."""
    opened = sqlite3.connect(path, isolation_level=None)
    opened.executescript(env.database("", path.parent)["OPTIONS"]["init_command"])
    return opened


def on_disk(path: Path) -> bool:
    """Whether the text lies in any file of the database."""
    return any(SECRET[:200].encode() in file.read_bytes() for file in path.parent.iterdir() if file.is_file())


def written_and_deleted(opened: sqlite3.Connection) -> None:
    """A row that is there and then is not."""
    opened.execute("CREATE TABLE IF NOT EXISTS said (text)")
    opened.execute("INSERT INTO said VALUES (?)", [SECRET])
    opened.execute("DELETE FROM said")


def test_a_deleted_row_stays_on_the_disk_until_the_log_is_emptied(database: Path) -> None:
    with closing(site(database)) as opened:
        written_and_deleted(opened)
        assert on_disk(database)
        assert leftovers.remove()
        assert not on_disk(database)
        assert opened.execute("SELECT count(*) FROM said").fetchone() == (0,)


SERVER = """
import sys
import django
django.setup()
from django.core.signals import request_finished, request_started
from django.db import connection
request_started.send(None, environ={"REQUEST_METHOD": "GET"})
with connection.cursor() as cursor:
    cursor.execute("SELECT text FROM said")
    assert "somebody erased" in cursor.fetchone()[0]
request_finished.send(None)
assert connection.connection is not None, "the connection does not stay open"
print("idle", flush=True)
sys.stdin.readline()
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM said")
    print(*cursor.fetchone(), flush=True)
"""


def test_connections_that_a_server_keeps_open_are_not_in_the_way(database: Path) -> None:
    """Another process, with the site's own settings, has read the row and waits for its next request."""
    with closing(site(database)) as opened:
        opened.execute("CREATE TABLE said (text)")
        opened.execute("INSERT INTO said VALUES (?)", [SECRET])
        settings = {
            "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
            "DATABASE_URL": "",
            "HUB_DATA_DIR": str(database.parent),
        }
        command = [sys.executable, "-c", SERVER]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, **pipes) as server:  # type: ignore[call-overload]
            assert server.stdout.readline() == "idle\n"
            opened.execute("DELETE FROM said")
            assert on_disk(database)
            assert leftovers.remove()
            assert not on_disk(database)
            assert server.communicate("go on\n", timeout=60)[0] == "0\n"


def test_a_reader_in_the_way_is_told_and_the_next_time_it_works(database: Path, monkeypatch) -> None:
    monkeypatch.setattr(leftovers, "PATIENCE", 0.05)
    with closing(site(database)) as opened, closing(site(database)) as reader:
        opened.execute("CREATE TABLE said (text)")
        opened.execute("INSERT INTO said VALUES (?)", [SECRET])
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM said").fetchall()
        opened.execute("DELETE FROM said")
        assert not leftovers.remove()
        reader.execute("COMMIT")
        assert leftovers.remove()
        assert not on_disk(database)


def test_the_timer_does_it_and_has_nothing_to_tell(database: Path) -> None:
    with closing(site(database)) as opened:
        written_and_deleted(opened)
        assert leftovers.tick(None) == {}  # type: ignore[arg-type]
        assert not on_disk(database)


def test_another_database_is_left_to_itself(monkeypatch) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    assert leftovers.remove()


def test_what_is_deleted_is_overwritten_whatever_sqlite_was_built_with(tmp_path: Path) -> None:
    with closing(site(tmp_path / "hub.sqlite3")) as opened:
        assert opened.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_it_is_done_after_what_is_due_was_purged(settings) -> None:
    order = settings.HUB_TICK
    assert order.index("casework.erasing.purge_due") < order.index("hub.leftovers.tick")
