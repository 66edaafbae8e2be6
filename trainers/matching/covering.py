"""How many listed trainers there are for a topic, a language and a region, and who comes nearest where there is nobody.

A narrower topic counts; somebody covers the region they live in. For a desk, which knows them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .matrix import bits
from .matrix.open_gates import trains_in
from .matrix.trainers import Matrix
from .topics import is_narrower
from .values import AskedLanguage, Situation

MOST_NEAR = 3


class Nearest(NamedTuple):
    """Who would cover a gap with one change: living elsewhere, another language, another topic; some of each."""

    elsewhere: tuple[str, ...]
    language: tuple[str, ...]
    topic: tuple[str, ...]


@dataclass(frozen=True)
class Covering:
    """All trainers, asked about by topic, language and region; an empty code stands for any."""

    matrix: Matrix
    situation: Situation
    _found: dict[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def listed(self) -> int:
        """Those who are published and vetted today."""
        return self.matrix.vetted.at_least(self.situation.today)

    def training(self, topic: str) -> int:
        """Those who train a topic or a narrower one."""
        return self._kept("topic", topic)

    def speaking(self, language: str) -> int:
        """Those who train in a language."""
        return self._kept("language", language)

    def living(self, region: str) -> int:
        """Those who live in a region."""
        return self._kept("region", region)

    def _kept(self, kind: str, code: str) -> int:
        if not code:
            return self.listed
        found = self._found.get((kind, code))
        if found is None:
            found = self._found[kind, code] = self.listed & self._looked_up(kind, code)
        return found

    def _looked_up(self, kind: str, code: str) -> int:
        matrix, situation = self.matrix, self.situation
        if kind == "language":
            return trains_in(matrix, AskedLanguage(code, must=True))
        if kind == "region":
            return matrix.base.where(lambda country: situation.places.within(country, code))
        return matrix.topics.where(lambda key: key[0] == code or is_narrower(key[0], code, situation.broader))

    def number(self, topic: str, language: str, region: str) -> int:
        """How many cover all three."""
        return (self.training(topic) & self.speaking(language) & self.living(region)).bit_count()

    def nearest(self, topic: str, language: str, region: str) -> Nearest:
        """Who covers all but one; nobody is named twice, since nobody covers all three."""
        train, speak, live = self.training(topic), self.speaking(language), self.living(region)
        return Nearest(
            self._some(train & speak & ~live if region else 0),
            self._some(train & live & ~speak if language else 0),
            self._some(speak & live & ~train if topic else 0),
        )

    def _some(self, those: int) -> tuple[str, ...]:
        ids = (self.matrix.candidates[place].id for place in bits.places(those))
        return tuple(sorted(ids)[:MOST_NEAR])

    def languages(self) -> tuple[str, ...]:
        """Every language that a listed trainer trains in."""
        codes = {code for code, _level in self.matrix.trains.places}
        return tuple(sorted(code for code in codes if self.speaking(code)))
