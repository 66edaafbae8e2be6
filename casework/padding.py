"""Filling texts up before they are sealed, so that a length says little: "yes" and "no" look alike."""

from __future__ import annotations

from typing import Final

STEP: Final = 256


def filled(plain: bytes) -> bytes:
    """The bytes with an end mark, up to a multiple of the step."""
    return plain + b"\x80" + bytes(-(len(plain) + 1) % STEP)


def emptied(filled_up: bytes) -> bytes:
    """The bytes as they were. Raises ValueError where there is no end mark."""
    return filled_up[: filled_up.rindex(b"\x80")]
