"""Where the homes of a site stand, as it is now in every process.

Wagtail keeps this list in its cache for an hour and drops it where a home is saved: with a cache in the memory of
each process, and before the save is committed, others go on for that hour without the home of a new language, and
no page below it has an address there. The list holds as long as the version of all pages does (see hub.versions).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from wagtail.models import Site

from hub import versions
from hub.kept import AROUND
from hub.once import once, reads_only

# A request that only reads asks once; what writes addresses of many pages asks no more often than this.
SECONDS: Final = 1.0
WAGTAILS: Final[Callable[[], list[Any]]] = Site.get_site_root_paths


class _Known:
    """The version that the list in Wagtail's cache was made under, and when that was last looked at."""

    token: tuple[str, ...] = ()
    looked: float = 0.0


def paths() -> list[Any]:
    """What `Site.get_site_root_paths` answers, never of an earlier state of the pages."""
    if reads_only():
        once(__name__, _look)
    elif time.monotonic() - _Known.looked > SECONDS:
        _look()
    return WAGTAILS()


def _look() -> None:
    _Known.looked, token = time.monotonic(), versions.of(AROUND)
    if token != _Known.token:
        Site.clear_site_root_paths_cache()
        _Known.token = token


def install() -> None:
    """Answer with `paths` wherever Wagtail asks. Called from `AppConfig.ready`."""
    Site.get_site_root_paths = staticmethod(paths)
