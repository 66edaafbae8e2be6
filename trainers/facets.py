"""How many listed trainers each choice of a filter would show. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Counts:
    """Numbers of trainers per code; each facet counts with all other filters applied, not with its own."""

    topics: Counter[str]
    languages: Counter[str]
    formats: Counter[str]
    at_risk_groups: Counter[str]
    available: Counter[str]
    places: Counter[str]
    silent: int
    """Of those who fit everything else, how many do not show when they can be had."""
