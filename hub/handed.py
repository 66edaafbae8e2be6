"""A value that the database keeps and every process reads: handed out as a file, so that reading it costs no query."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.conf import settings

Value = TypeVar("Value")


class Handed(Generic[Value]):
    """A value in a file of the site's folder, read again only when the file has changed.

    `read` makes the value of what the file says and may fail on anything; without a file, or with a damaged one, the
    value is `empty` until it is handed out again.
    """

    def __init__(self, name: str, read: Callable[[Any], Value], empty: Value) -> None:
        self.name, self._read, self._empty = name, read, empty
        # The value, and which state of which file it is of.
        self._last: tuple[tuple[str, int, int] | None, Value] = (None, empty)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(settings.HUB_DATA_DIR) / self.name

    def current(self) -> Value:
        """What was handed out last."""
        path = self.path
        try:
            now = path.stat()
        except OSError:
            return self._empty
        stamp = (str(path), now.st_mtime_ns, now.st_ino)
        last = self._last
        if stamp != last[0]:
            last = self._last = (stamp, self._parsed(path))
        return last[1]

    def hand_out(self, value: Value) -> bool:
        """Write the file where it says something else; whether it was written."""
        if value == self.current():
            return False
        path = self.path
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value, file)
        Path(name).replace(path)
        return True

    def _parsed(self, path: Path) -> Value:
        try:
            return self._read(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, AttributeError, TypeError):
            # A damaged file is as good as none; the next tick writes it anew.
            return self._empty
