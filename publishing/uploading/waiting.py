"""Uploaded files between the two steps: below the data folder, for one hour, for the session that sent them."""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from publishing.uploading import parcels

LIMIT: Final = dt.timedelta(hours=1)
MOST: Final = 5  # for one session
KEY: Final = "publishing_uploads"
TOKEN: Final = re.compile(r"[\w-]{43}")


def place() -> Path:
    """The folder in which they wait."""
    folder: Path = settings.HUB_DATA_DIR / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep(session: MutableMapping[str, Any], chunks: Iterable[bytes]) -> str:
    """Put a file away; gives the name under which this session finds it again."""
    token = secrets.token_urlsafe(32)
    handle = os.open(place() / token, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
    older = [*session.get(KEY, []), token]
    for gone in older[:-MOST]:
        _unlink(gone)
    session[KEY] = older[-MOST:]
    return token


def find(session: Mapping[str, Any], token: str) -> Path | None:
    """The file, where it is this session's and not too old."""
    if token not in session.get(KEY, []) or not TOKEN.fullmatch(token):
        return None
    file = place() / token
    return file if file.is_file() and _age(file, timezone.now()) < LIMIT else None


def drop(session: MutableMapping[str, Any], token: str) -> None:
    """The file was brought in, or is not wanted."""
    if token in session.get(KEY, []):
        session[KEY] = [each for each in session[KEY] if each != token]
        _unlink(token)


@contextmanager
def laid_out(file: Path) -> Iterator[Path]:
    """The file as a folder, for as long as the block lasts. Raises NotADocument."""
    folder = Path(tempfile.mkdtemp(dir=place()))
    try:
        parcels.lay_out(file, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: files that nobody came back for go."""
    old = [each for each in place().iterdir() if _age(each, now) >= LIMIT]
    for each in old:
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)
    return {"uploads": len(old)} if old else {}


def _age(file: Path, now: dt.datetime) -> dt.timedelta:
    try:
        return now - dt.datetime.fromtimestamp(file.lstat().st_mtime, dt.UTC)
    except FileNotFoundError:
        return dt.timedelta(0)


def _unlink(token: str) -> None:
    with suppress(OSError):
        (place() / token).unlink()
