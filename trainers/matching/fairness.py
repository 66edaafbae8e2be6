"""Who is asked too often, who never, and what nobody offers; for a desk, which knows them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from .covering import Covering
from .matrix.trainers import Matrix
from .values import Situation

OFTEN = 2.0
"""So many times the mean is often."""
OFTEN_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class Spread:
    """How asking was spread: who was never asked, who often, and how unevenly (0 alike, towards 1 all to one)."""

    never: tuple[str, ...]
    often: tuple[str, ...]
    gini: float


class Gap(NamedTuple):
    """A topic, a language and a region for which nobody is listed."""

    topic: str
    language: str
    region: str


def spread(asked: Mapping[str, int]) -> Spread:
    """How often each trainer was asked; whoever could be asked stands there, with 0 if they never were."""
    mean = sum(asked.values()) / len(asked) if asked else 0.0
    often = (each for each, times in asked.items() if times >= max(OFTEN_AT_LEAST, OFTEN * mean))
    never = (each for each, times in asked.items() if not times)
    return Spread(tuple(sorted(never)), tuple(sorted(often)), gini(asked.values()))


def gini(numbers: Iterable[int]) -> float:
    """How unevenly something is spread: 0 where all have alike, towards 1 where one has it all."""
    rising = sorted(numbers)
    total = sum(rising)
    if not total:
        return 0.0
    weighted = sum(place * times for place, times in enumerate(rising, start=1))
    return 2 * weighted / (len(rising) * total) - (len(rising) + 1) / len(rising)


def gaps(
    matrix: Matrix, topics: Iterable[str], languages: Iterable[str], regions: Iterable[str], situation: Situation
) -> Iterator[Gap]:
    """Each combination that no listed trainer covers: a narrower topic counts, living in the region is needed."""
    covering = Covering(matrix, situation)
    for topic, language, region in product(topics, languages, regions):
        if not covering.number(topic, language, region):
            yield Gap(topic, language, region)
