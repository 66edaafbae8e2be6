"""Who is asked too often, who never, and what nobody offers; for a desk, which knows them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from .matrix.open_gates import trains_in
from .matrix.trainers import Matrix
from .topics import is_narrower
from .values import AskedLanguage, Situation

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
    return Spread(tuple(sorted(never)), tuple(sorted(often)), _gini(sorted(asked.values())))


def _gini(rising: list[int]) -> float:
    total = sum(rising)
    if not total:
        return 0.0
    weighted = sum(place * times for place, times in enumerate(rising, start=1))
    return 2 * weighted / (len(rising) * total) - (len(rising) + 1) / len(rising)


def gaps(
    matrix: Matrix, topics: Iterable[str], languages: Iterable[str], regions: Iterable[str], situation: Situation
) -> Iterator[Gap]:
    """Each combination that no listed trainer covers: a narrower topic counts, living in the region is needed."""
    listed = matrix.vetted.at_least(situation.today)
    train = {code: listed & _offer(matrix, code, situation) for code in topics}
    speak = {code: trains_in(matrix, AskedLanguage(code, must=True)) for code in languages}
    live = {code: _living_in(matrix, code, situation) for code in regions}
    for topic, language, region in product(train, speak, live):
        if not train[topic] & speak[language] & live[region]:
            yield Gap(topic, language, region)


def _living_in(matrix: Matrix, region: str, situation: Situation) -> int:
    return matrix.base.where(lambda country: situation.places.within(country, region))


def _offer(matrix: Matrix, code: str, situation: Situation) -> int:
    return matrix.topics.where(lambda key: key[0] == code or is_narrower(key[0], code, situation.broader))
