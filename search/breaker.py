"""When to stop asking what does not answer, and when to try again. Pure."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0


class Breaker:
    """Opens at the first failure, so that one reader waits and not all; closes when a probe succeeds.

    Between two probes the pause doubles, up to half a minute.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._pause = FIRST_PAUSE
        self._probe_at: float | None = None
        self._probing = False

    @property
    def is_open(self) -> bool:
        """Whether nothing may be asked at the moment."""
        return self._probe_at is not None

    def failed(self) -> bool:
        """Note a failure; True where it is the one that opens the breaker."""
        with self._lock:
            opens = not self.is_open
            self._pause = FIRST_PAUSE if opens else min(self._pause * 2, LONGEST_PAUSE)
            self._probe_at = self._clock() + self._pause
            self._probing = False
            return opens

    def may_probe(self) -> bool:
        """True for exactly one caller once the pause is over: who then says how it went."""
        with self._lock:
            due = self._probe_at is not None and not self._probing and self._clock() >= self._probe_at
            self._probing |= due
            return due

    def succeeded(self) -> None:
        """Close: it answers again."""
        with self._lock:
            self._probe_at, self._probing = None, False
