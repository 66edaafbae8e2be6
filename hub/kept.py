"""Values made of pages, texts and terms, kept in memory until one of these changes: asked once, not once a page.

Only while a request reads: whoever writes asks anew. Values are shared by all requests: change nothing in them.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from hub import chains, versions
from hub.once import once, reads_only

Made = TypeVar("Made")
State = tuple[Hashable, ...]
# Pages with what stands around them, and the library; the apps say which tables are meant (see `versions.watch`).
AROUND: Final = "surroundings"
TEXTS: Final = "texts"
VERSIONS: Final = (AROUND, TEXTS, "vocabulary")
MOST: Final = 4_000
# Whole texts and drawn parts, 2 to 30 kB each; a page takes nine.
MOST_LARGE: Final = 2_000
NOTHING: Final = object()


class Values:
    """So many values at most: what was asked for longest ago goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.values: OrderedDict[Hashable, Any] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable) -> Any:
        """The value, or NOTHING."""
        with self.lock:
            found = self.values.get(key, NOTHING)
            if found is not NOTHING:
                self.values.move_to_end(key)
            return found

    def put(self, key: Hashable, value: Any) -> None:
        """Keep a value."""
        with self.lock:
            self.values[key] = value
            while len(self.values) > self.most:
                self.values.popitem(last=False)


class _Shelf:
    """What is kept of one state of the data, and when the first page of it ends by the clock."""

    def __init__(self, state: State, until: dt.datetime | None) -> None:
        self.state, self.until = state, until
        self.small, self.large = Values(MOST), Values(MOST_LARGE)


class _Kept:
    """The shelf of the state that was asked for last."""

    shelf = _Shelf((), None)


def kept(key: Hashable, make: Callable[[], Made], *, large: bool = False) -> Made:
    """What `make` answers in the language of this request; no query where it was made in this state of the data.

    None is never kept: what is not there may be asked for under any name. `large`: with few others of its size.
    """
    if not reads_only():
        return make()
    shelf, key = once(__name__, _shelf), (key, get_language())
    values = shelf.large if large else shelf.small
    found: Any = values.get(key)
    if found is NOTHING:
        found = make()
        if found is not None:
            values.put(key, found)
    value: Made = found
    return value


def _shelf() -> _Shelf:
    """The shelf of the state at this moment: the tokens are read before anything is made of what they stand for."""
    state: State = (versions.of(*VERSIONS), tuple(sorted(chains.handed().items())), timezone.localdate())
    now, shelf = timezone.now(), _Kept.shelf
    if shelf.state != state or (shelf.until and shelf.until <= now):
        shelf = _Kept.shelf = _Shelf(state, first_end(now))
    return shelf


def first_end(now: dt.datetime) -> dt.datetime | None:
    """When the next public page ends by the clock."""
    found: dt.datetime | None = Page.objects.live().filter(expire_at__gt=now).aggregate(at=Min("expire_at"))["at"]
    return found
