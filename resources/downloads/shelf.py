"""Where the files lie: below the data folder, each under the hash of its bytes, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings

# A file that no row names yet may be about to be named.
SECONDS_TO_NAME: Final = 3600
# The time that every file bears: 1980-01-01, as inside of them.
UNDATED: Final = 315_532_800


def folder() -> Path:
    """The folder of all files."""
    place: Path = settings.HUB_DATA_DIR / "downloads"
    place.mkdir(mode=0o755, parents=True, exist_ok=True)
    return place


def path(digest: str, extension: str) -> Path:
    """Where a file lies."""
    return folder() / f"{digest}.{extension}"


def put(content: bytes, extension: str) -> str:
    """Keep a file; answers its hash. Raises OSError when there is no room, and then leaves nothing behind."""
    digest = hashlib.sha256(content).hexdigest()
    target = path(digest, extension)
    draft = target.with_name(f".{digest}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Its time would tell when somebody asked for it.
        os.utime(draft, (UNDATED, UNDATED))
        draft.replace(target)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    return digest


def sweep(kept: Collection[str], seconds: float = SECONDS_TO_NAME) -> int:
    """Remove the files that no row names for so long, and drafts of a process that died; answers how many."""
    gone = 0
    for file in folder().iterdir():
        if file.name.lstrip(".").partition(".")[0] in kept and not file.name.startswith("."):
            continue
        with suppress(OSError):
            if time.time() - file.stat().st_ctime > seconds:
                file.unlink()
                gone += 1
    return gone
