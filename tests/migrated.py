"""The migrated, empty database, made once and copied by each later run: migrating takes longest of all."""

from __future__ import annotations

import fcntl
import hashlib
import sqlite3
import subprocess
from pathlib import Path
from typing import Any
from unittest import mock

from django.core import management
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.postgres import programs

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "migrated"
# What decides which tables and rows a migrated database has.
DECIDED_BY = (
    "requirements.txt",
    "hub/settings/*.py",
    "hub/languages.py",
    "*/migrations/*.py",
    "*/models.py",
    "*/models/*.py",
    "*/apps.py",
    "*/receivers.py",
    "accounts/roles.py",
)


def reuse(connection: BaseDatabaseWrapper) -> None:
    """Let this connection's test database be copied from the one kept, or keep what it migrates to."""
    ending = _ending(connection)
    if not ending:
        return
    creation: Any = connection.creation
    create, migrate = creation.create_test_db, management.call_command

    def copy_or_migrate(command: str, *arguments: Any, **options: Any) -> Any:
        if command != "migrate":
            return migrate(command, *arguments, **options)
        KEPT.mkdir(parents=True, exist_ok=True)
        with (KEPT / f"lock-{connection.vendor}").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kept = KEPT / f"{_key()}{ending}"
            if kept.exists():
                _fill(connection, kept)
            else:
                migrate(command, *arguments, **options)
                _forget_others(ending)
                draft = kept.with_name(f"{kept.name}.draft")
                _keep(connection, draft)
                draft.rename(kept)
        return None

    def create_test_db(*arguments: Any, **options: Any) -> Any:
        with mock.patch.object(management, "call_command", copy_or_migrate):
            return create(*arguments, **options)

    creation.create_test_db = create_test_db


def copied_to(path: Path) -> bool:
    """Write the kept database to a file, where there is one; answers whether there is."""
    kept = KEPT / f"{_key()}.sqlite3"
    if not kept.exists():
        return False
    _copy(sqlite3.connect(kept), sqlite3.connect(path))
    return True


def _ending(connection: BaseDatabaseWrapper) -> str:
    """The ending of the kept file; nothing for a server that is not the tests' own (`tests.postgres`)."""
    if connection.vendor == "sqlite":
        return ".sqlite3"
    ours = connection.vendor == "postgresql" and str(connection.settings_dict["HOST"]).startswith("/")
    return ".sql" if ours and programs() else ""


def _fill(connection: BaseDatabaseWrapper, kept: Path) -> None:
    if connection.vendor == "sqlite":
        _copy(sqlite3.connect(kept), _of(connection))
    else:
        _run(connection, "psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(kept))


def _keep(connection: BaseDatabaseWrapper, draft: Path) -> None:
    if connection.vendor == "sqlite":
        _copy(_of(connection), sqlite3.connect(draft))
    else:
        _run(connection, "pg_dump", "-f", str(draft))


def _run(connection: BaseDatabaseWrapper, program: str, *arguments: str) -> None:
    at, folder = connection.settings_dict, programs()
    assert folder
    where = ("-h", str(at["HOST"]), "-U", str(at["USER"]), "-d", str(at["NAME"]))
    subprocess.run([str(folder / program), *where, *arguments], check=True, stdout=subprocess.DEVNULL)


def _of(connection: BaseDatabaseWrapper) -> sqlite3.Connection:
    connection.ensure_connection()
    raw: sqlite3.Connection = connection.connection
    return raw


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    source.backup(target)
    target.commit()


def _forget_others(ending: str) -> None:
    for old in KEPT.glob(f"*{ending}"):
        old.unlink()


def _key() -> str:
    seen = hashlib.sha256()
    for path in sorted(path for pattern in DECIDED_BY for path in ROOT.glob(pattern)):
        seen.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return seen.hexdigest()[:24]
