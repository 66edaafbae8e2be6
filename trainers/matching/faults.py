"""What is wrong with a request, said so that the asker can put it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LONGEST_ECHO = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right: where it stands, the code of its sentence, what fills it."""

    at: str
    code: str
    parameters: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


def echo(value: object) -> str:
    """What was given, short enough to repeat, without control characters."""
    text = value if isinstance(value, str) else repr(value)
    return "".join(letter for letter in text if letter.isprintable())[:LONGEST_ECHO]
