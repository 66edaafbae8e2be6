"""Reading the environment: paths, switches, secrets, the database address. No Django here."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parents[2]
# So long a connection to the database stays open between requests.
CONNECTION_SECONDS = 60


def data_dir() -> Path:
    """Where everything that this site writes lives (`HUB_DATA_DIR`, default `var/`)."""
    chosen = os.environ.get("HUB_DATA_DIR") or BASE_DIR / "var"
    return Path(chosen).expanduser().resolve()


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable: 1, true, yes, on (any case) mean yes."""
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def words(name: str) -> list[str]:
    """A list variable, separated by commas or blanks."""
    return os.environ.get(name, "").replace(",", " ").split()


def secret(name: str) -> str:
    """A secret from `NAME`, from the file that `NAME_FILE` names, or "" when neither is set."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text("utf-8").strip()
    return os.environ.get(name, "")


def kept_secret(name: str) -> str:
    """A secret as `secret` finds it, else one made once and kept (mode 0600) below the data folder."""
    if given := secret(name):
        return given
    path = data_dir() / "keys" / name.lower()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text("utf-8").strip()


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's settings for `DATABASE_URL`; without one, SQLite below `folder`.

    Raises ValueError for any scheme but postgres(ql) and sqlite.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) if url else folder / "hub.sqlite3",
            # Opening one costs more than a page from memory; an idle one keeps no deleted row on the disk.
            "CONN_MAX_AGE": CONNECTION_SECONDS,
            "OPTIONS": {
                # Take the write lock at BEGIN: a lock taken later fails at once instead of waiting.
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;"
                # What is deleted is overwritten, whatever this SQLite was built with (see hub.leftovers).
                " PRAGMA secure_delete=ON;",
            },
        }
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: {parts.scheme}: is neither postgres: nor sqlite:")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
