"""What one screen asks several times is asked once: answers are kept while one request only reads.

A request that may write keeps nothing, and neither does a command: what they ask is always as it is now.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeVar

from django.core.signals import request_finished, request_started

Answer = TypeVar("Answer")
READS: Final = frozenset({"GET", "HEAD"})
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


def once(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer to `ask`, from this request's first time where it only reads."""
    kept = _kept.get()
    if kept is None:
        return ask()
    if key not in kept:
        kept[key] = ask()
    answer: Answer = kept[key]
    return answer


def reads_only() -> bool:
    """Whether a request is answered that only reads, so that answers are kept."""
    return _kept.get() is not None


@contextmanager
def reading() -> Iterator[None]:
    """Keep answers meanwhile too where a request was sent to write, but does nothing here but read."""
    if reads_only():
        yield
        return
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def begin(environ: dict[str, Any] | None = None, **_signal: Any) -> None:
    """Forget what was kept, and keep anew where the request only reads."""
    _kept.set({} if (environ or {}).get("REQUEST_METHOD") in READS else None)


def forget(**_signal: Any) -> None:
    """Forget what was kept."""
    _kept.set(None)


def listen() -> None:
    """Begin and forget with each request."""
    request_started.connect(begin, dispatch_uid="hub.once.begin")
    request_finished.connect(forget, dispatch_uid="hub.once.forget")
