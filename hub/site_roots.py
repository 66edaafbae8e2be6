"""Where the homes of a site stand, as it is now in every process.

Wagtail keeps this list in its cache for an hour and drops it where a home is saved: with a cache in the memory of
each process, and before the save is committed, others go on for that hour without the home of a new language, and
no page below it has an address there. The list holds as long as the version of all pages does (see hub.versions),
which each request that needs it looks at once. A command begins with nothing kept, or with the cache that all share.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

from django.core.signals import request_finished, request_started
from wagtail.models import Site

from hub import versions
from hub.kept import AROUND

WAGTAILS: Final[Callable[[], list[Any]]] = Site.get_site_root_paths
# Whether this request has yet to look at the version.
_is_due: ContextVar[bool] = ContextVar("is_due", default=False)


class _Known:
    """The version that the list in Wagtail's cache was made under."""

    token: tuple[str, ...] = ()


def paths() -> list[Any]:
    """What `Site.get_site_root_paths` answers, never of an earlier state of the pages."""
    if _is_due.get():
        _is_due.set(False)
        token = versions.of(AROUND)
        if token != _Known.token:
            Site.clear_site_root_paths_cache()
            _Known.token = token
    return WAGTAILS()


def begin(**_signal: Any) -> None:
    """A request has yet to look."""
    _is_due.set(True)


def forget(**_signal: Any) -> None:
    """No request is under way."""
    _is_due.set(False)


def install() -> None:
    """Answer with `paths` wherever Wagtail asks. Called from `AppConfig.ready`."""
    Site.get_site_root_paths = staticmethod(paths)
    request_started.connect(begin, dispatch_uid="hub.site_roots.begin")
    request_finished.connect(forget, dispatch_uid="hub.site_roots.forget")
