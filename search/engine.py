"""The engine that the settings choose; one object per process and place, so that it can keep things in memory."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import SearchEngine


@lru_cache(maxsize=8)
def _embedded(path: str, read_timeout: float, write_timeout: float) -> SearchEngine:
    return EmbeddedEngine(Path(path), read_timeout, write_timeout)


def current() -> SearchEngine:
    """The engine in use."""
    if settings.SEARCH_ENGINE != "embedded":
        raise ImproperlyConfigured(f"SEARCH_ENGINE: there is no engine {settings.SEARCH_ENGINE!r}; use 'embedded'.")
    return _embedded(
        str(settings.SEARCH_INDEX_PATH), float(settings.SEARCH_READ_TIMEOUT), float(settings.SEARCH_WRITE_TIMEOUT)
    )
