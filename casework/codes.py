"""Case codes: twelve signs that tell a case from the others."""

from __future__ import annotations

from typing import Final

from hub import codes
from hub.codes import LONGEST_TYPED, SIGNS, shown
from hub.keys import keyed_hash

__all__ = ["LENGTH", "LONGEST_TYPED", "SIGNS", "hashed", "make", "normalised", "shown"]

LENGTH: Final = 12


def make() -> str:
    """A new code of 60 random bits."""
    return codes.make(LENGTH)


def normalised(text: str) -> str:
    """The code somebody typed, in any way of typing it; empty when it cannot be one."""
    return codes.normalised(text, LENGTH)


def hashed(code: str) -> str:
    """What is stored of a code: nobody can try codes against it without the key file."""
    return keyed_hash("casework.code", code)
