"""Questions that wait until enough days asked them: in the memory of one process, and nowhere else. Pure.

Of a question that waits there is a hash under a key that nobody keeps, and how many days asked it. Its words are
remembered from the fifth day on, and handed over on a later day, by another question, together with all others: so
neither the hour nor the order in which something is stored tells who asked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import threading
from typing import Final, NamedTuple

# On so many different days the same words must have been asked, within so many.
DAYS: Final = 5
WINDOW: Final = dt.timedelta(days=28)
# A flood of questions fills no more than this; what does not fit is not counted.
MOST_WAITING: Final = 2000


class Asked(NamedTuple):
    """The words of a question, and the language of the page on which it was asked."""

    language: str
    words: str


class Waiting:
    """What one process remembers; one object for all its threads."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew, with another key."""
        self._key = secrets.token_bytes(32)
        self._days: dict[bytes, tuple[int, dt.date]] = {}
        self._ready: dict[Asked, dt.date] = {}
        self._began = dt.date.min

    def note(self, asked: Asked, today: dt.date) -> list[Asked]:
        """Count a question for today, once; answers what reached its days before today, in alphabetical order."""
        with self._lock:
            due = sorted(each for each, day in self._ready.items() if day < today)
            for each in due:
                del self._ready[each]
            if not self._began <= today < self._began + WINDOW:
                ready = self._ready
                self.forget()
                self._ready, self._began = ready, today
            self._count(asked, today)
            return due

    def _count(self, asked: Asked, today: dt.date) -> None:
        known = hashlib.blake2b("\0".join(asked).encode(), key=self._key, digest_size=16).digest()
        days, last = self._days.get(known, (0, dt.date.min))
        if last == today or (not days and len(self._days) >= MOST_WAITING):
            return
        if days + 1 < DAYS:
            self._days[known] = (days + 1, today)
            return
        del self._days[known]
        self._ready[asked] = today

    def __len__(self) -> int:
        """How many questions wait, whatever for."""
        return len(self._days) + len(self._ready)
