"""What operators are told of the index."""

from __future__ import annotations

from search import engine
from search.engines.protocol import IndexUnavailableError
from search.models import PendingUpdate


def state() -> str:
    """One line on the index; raises where readers are not getting what they should."""
    health = engine.current().health()
    if not health.ok:
        raise IndexUnavailableError(health.detail)
    waiting = PendingUpdate.objects.count()
    return f"{engine.current().name}: {health.pages} pages, {health.passages} passages, {waiting} updates waiting"
