"""How much each factor counts: points that sum to 100, so that a score reads as a percentage."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TOTAL = 100

DEFAULTS: Mapping[str, int] = MappingProxyType(
    {
        "topics": 38,
        "nearness": 15,
        "languages": 17,
        "experience": 9,
        "load": 6,
        "group_size": 4,
        "facilitator": 3,
        "accompaniment": 3,
        "time": 2,
        "travel": 2,
        "freshness": 1,
    }
)


def check(weights: Mapping[str, int]) -> Mapping[str, int]:
    """Refuse weights that leave out a factor, go below nothing or do not sum to 100."""
    if set(weights) != set(DEFAULTS):
        raise ValueError("weights must name each factor once")
    if min(weights.values()) < 0 or sum(weights.values()) != TOTAL:
        raise ValueError(f"weights must be 0 or more and sum to {TOTAL}")
    return weights
