"""What a trainer shows of their work, as plain values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language of a trainer."""

    code: str
    level: str
    can_train: bool


@dataclass(frozen=True)
class Named:
    """Another entry with a public page, and the language of its name where that is known."""

    id: str
    name: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """What a trainer shows of their work; None is “not public”, which is not “none”."""

    worked_in: tuple[str, ...] | None = None
    languages: tuple[Spoken, ...] | None = None
    topics: Mapping[str, int] | None = None
    formats: tuple[str, ...] | None = None
    at_risk_groups: Mapping[str, int] | None = None
    summary: Mapping[str, str] | None = None
    """What they say of their work, as far as lists know it."""
