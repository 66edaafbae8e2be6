"""Rows that say what must follow a commit, and when they are read: right after it, or at the end of a bulk.

Whoever changes thousands of things at once wraps them in `paused()`, and everything is drained once, at the
end. The rows are in the database all the while: a process that dies inside leaves them to `tick`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

Drain = Callable[[], object]

_waiting: ContextVar[list[Drain] | None] = ContextVar("hub_outbox_waiting", default=None)


def is_paused() -> bool:
    """Whether draining waits for the end of a bulk."""
    return _waiting.get() is not None


def after_commit(drain: Drain) -> None:
    """Drain once the transaction in progress has been committed; its failure never undoes what was saved.

    Several calls within one transaction drain once.
    """
    waiting = _waiting.get()
    if waiting is not None:
        if drain not in waiting:
            waiting.append(drain)
        return
    pending = {each[1] for each in transaction.get_connection().run_on_commit}
    if drain not in pending:
        transaction.on_commit(drain, robust=True)


@contextmanager
def paused() -> Iterator[None]:
    """Put off draining until the block ends, whether well or not; blocks may lie in one another."""
    if is_paused():
        yield
        return
    waiting: list[Drain] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
        for drain in waiting:
            after_commit(drain)
