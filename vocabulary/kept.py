"""The vocabulary in memory, for pages that ask for much of it: as `store` has it, kept for one version of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from hub import versions
from vocabulary import store
from vocabulary.store import Labels
from vocabulary.tree import Broader

Answer = TypeVar("Answer")
_kept: dict[str, dict[Any, Any]] = {}


class Kept:
    """What `store` answers at one version; each answer is asked once and shared: change none."""

    def __init__(self, token: str) -> None:
        """Take up what was kept for this version; what was kept for another is forgotten."""
        if token not in _kept:
            _kept.clear()
        self._answers = _kept.setdefault(token, {})

    def _once(self, key: tuple[str, ...], ask: Callable[[], Answer]) -> Answer:
        if key not in self._answers:
            self._answers[key] = ask()
        answer: Answer = self._answers[key]
        return answer

    def broader(self, scheme: str) -> Broader:
        """Each term of a list with the one above it, in their order."""
        return self._once(("broader", scheme), lambda: store.broader(scheme))

    def codes(self, scheme: str) -> frozenset[str]:
        """The terms of a list that may be chosen."""
        return self._once(("codes", scheme), lambda: frozenset(store.codes(scheme)))

    def interface_labels(self, language: str) -> Labels:
        """The names of terms for readers of a language."""
        return self._once(("labels", language), lambda: store.interface_labels(language))


def kept() -> Kept:
    """The vocabulary as it is now: one query."""
    (token,) = versions.of("vocabulary")
    return Kept(token)
