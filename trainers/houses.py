"""Public organisations in memory, as far as a search by name asks. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from trainers.lexicon import Among, Lexicon, Meaning, search
from trainers.naming import Names, as_bits
from vocabulary import places

MOST = 6


@dataclass(frozen=True, slots=True)
class House:
    """A listed organisation: its public name, where it works, what it offers."""

    id: str
    name: str
    places: tuple[str, ...]
    services: tuple[str, ...]


class Houses:
    """All listed organisations of one version of the directory."""

    def __init__(self, entries: Sequence[House] = ()) -> None:
        """Take them in the order of their names."""
        self.entries = tuple(entries)

    @cached_property
    def _sets(self) -> Mapping[Meaning, int]:
        found: dict[Meaning, list[int]] = defaultdict(list)
        for place, each in enumerate(self.entries):
            held = {code for own in each.places for code in (own, *places.above(own))}
            for meaning in (*(("places", code) for code in held), *(("services", code) for code in each.services)):
                found[meaning].append(place)
        return {meaning: as_bits(numbers) for meaning, numbers in found.items()}

    @cached_property
    def _among(self) -> Among:
        every = (1 << len(self.entries)) - 1
        return Among(every, Names(each.name for each in self.entries), lambda meaning: self._sets.get(meaning, 0))

    def found(self, text: str, lexicon: Lexicon) -> list[House]:
        """The first of those whom a question finds."""
        bits = search(text, lexicon, self._among) if text else 0
        return [each for place, each in enumerate(self.entries) if bits >> place & 1][:MOST]
