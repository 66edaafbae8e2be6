"""Deleted rows are on the disk no more once SQLite's log was emptied; a reader in the way is no error."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from hub import leftovers
from hub.settings import env

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
    return any(SECRET[:200].encode() in file.read_bytes() for file in path.parent.iterdir())


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
