"""A shelf of pages with room for so many bytes: what was asked for longest ago goes first. Pure."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

# What an entry takes besides its bytes, roughly.
AROUND: Final = 2_000


@dataclass(frozen=True)
class KeptPage:
    """An answer as it was given, the state of all data that it was made of, and when a part of it ends by the clock."""

    state: Hashable
    until: dt.datetime | None
    body: bytes
    headers: tuple[tuple[str, str], ...]


class Shelf:
    """Pages by key; never more than `most` bytes, and none above `largest`."""

    def __init__(self, most: int, largest: int) -> None:
        self._most, self._largest = most, largest
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def __len__(self) -> int:
        """How many pages stand there."""
        return len(self._pages)

    def __contains__(self, key: Hashable) -> bool:
        """Whether something is kept there, still true or not."""
        return key in self._pages

    def get(self, key: Hashable, state: Hashable, moment: dt.datetime) -> KeptPage | None:
        """The page, if it was made of data in this state and nothing of it has ended; else it is dropped."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.state != state or (page.until and page.until <= moment):
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: KeptPage) -> None:
        """Keep a page, in place of those asked for longest ago."""
        if _size(page) > self._largest:
            return
        with self._lock:
            if key in self._pages:
                self._drop(key)
            self._pages[key] = page
            self.bytes += _size(page)
            while self.bytes > self._most:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._pages.clear()
            self.bytes = 0

    def _drop(self, key: Hashable) -> None:
        self.bytes -= _size(self._pages.pop(key))


def _size(page: KeptPage) -> int:
    return len(page.body) + AROUND
