"""The weights that hold now, kept in memory until somebody saves others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hub import versions
from trainers.matching.weights import DEFAULTS, check
from trainers.weighing.models import WeightsVersion


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weights with the number of their version; 0 are those the site comes with."""

    number: int
    weights: Mapping[str, int]


AS_DESIGNED: Final = Weighing(0, DEFAULTS)
_kept: tuple[tuple[str, ...], Weighing] | None = None


def weights() -> Mapping[str, int]:
    """How much each factor counts now."""
    return held().weights


def number() -> int:
    """The version of the weights that hold now; 0 while nobody has saved any."""
    return held().number


def held() -> Weighing:
    """Both of one version: one query at most where nothing has changed."""
    global _kept
    tokens, kept = versions.of("weights"), _kept
    if kept is None or kept[0] != tokens:
        kept = _kept = (tokens, _last())
    return kept[1]


def _last() -> Weighing:
    row = WeightsVersion.objects.order_by("-number").values_list("number", "weights").first()
    return AS_DESIGNED if row is None else Weighing(row[0], whole(row[1]))


def whole(saved: Mapping[str, int]) -> Mapping[str, int]:
    """Weights as they were saved; where a release has added or dropped a factor since, those it comes with."""
    try:
        return MappingProxyType(dict(check({code: saved[code] for code in DEFAULTS})))
    except (KeyError, ValueError):
        return DEFAULTS
