"""Turns at the costly derivation of keys: at most two at once over all processes, one of them kept for sending.

Locks on files below ``HUB_DATA_DIR``, which the system lets go when a process dies. Few may wait and none waits
long, because each one who waits holds a thread that could serve a reader; the others are told when to come again.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

from hub.busy import come_again

SHARED, KEPT = "shared", "sending"
# Who waits to send is turned away last: they may not come again.
WAITING_TO_SEND: Final = ("waiting-to-send", "waiting-to-send-too")
WAITING_TO_OPEN: Final = ("waiting-to-open",)
LONGEST_WAIT: Final = 5.0
LOOK_EVERY: Final = 0.02


@contextmanager
def deriving(*, sending: bool) -> Iterator[None]:
    """Hold one of the two turns; who opens a case never takes the one that is kept for sending.

    Raises hub.busy.Busy when all are taken.
    """
    taken = _take((KEPT, SHARED), WAITING_TO_SEND) if sending else _take((SHARED,), WAITING_TO_OPEN)
    try:
        yield
    finally:
        os.close(taken)


def _take(names: tuple[str, ...], waiting: tuple[str, ...]) -> int:
    taken = _first_free(names)
    if taken is not None:
        return taken
    queued = _first_free(waiting)
    if queued is None:
        raise come_again()
    try:
        return _wait_for(names)
    finally:
        os.close(queued)


def _wait_for(names: tuple[str, ...]) -> int:
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        time.sleep(LOOK_EVERY)
        taken = _first_free(names)
        if taken is not None:
            return taken
    raise come_again()


def _first_free(names: tuple[str, ...]) -> int | None:
    return next((taken for taken in map(_locked, names) if taken is not None), None)


def _locked(name: str) -> int | None:
    # Each attempt opens the file anew: the lock belongs to this opening, so threads exclude one another too.
    descriptor = os.open(_folder() / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _folder() -> Path:
    folder = Path(settings.HUB_DATA_DIR) / "turns"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
