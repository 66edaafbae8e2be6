"""What lies below what among terms; pure."""

from __future__ import annotations

from collections.abc import Mapping

Broader = Mapping[str, str | None]


def above(code: str, broader: Broader) -> tuple[str, ...]:
    """The terms above one, the nearest first; a loop in the data ends where it closes."""
    found: list[str] = []
    parent = broader.get(code)
    while parent and parent != code and parent not in found:
        found.append(parent)
        parent = broader.get(parent)
    return tuple(found)


def with_narrower(code: str, broader: Broader) -> frozenset[str]:
    """A term and everything below it."""
    return frozenset({code, *(other for other in broader if code in above(other, broader))})
