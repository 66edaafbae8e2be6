"""When something that the index shows changes, a row says so."""

from __future__ import annotations


def connect() -> None:
    """Connect every edge once."""
