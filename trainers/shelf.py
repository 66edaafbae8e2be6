"""The public directory in memory: sets of trainers, so that a filter and all its counts cost no query. Pure.

A set of trainers is a whole number whose bit `n` stands for the trainer at place `n`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import overload

from anyascii import anyascii

from trainers.facets import Counts
from trainers.filters import Sort, TrainerFilter
from trainers.matching.nearness import shares_wider_region
from trainers.offers import Offers
from trainers.shuffle import shuffled
from vocabulary import places
from vocabulary.tree import Broader, above

# Orders by nearness that are kept, ten thousand numbers each where there are so many trainers.
MOST_PLACES = 50
FIELDS = ("places", "topics", "languages", "formats", "at_risk_groups")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A listed trainer as far as lists ask: only what everyone may see; no country where it is not shown."""

    id: str
    name: str
    base_country: str
    last_review: dt.date
    offers: Offers

    def codes(self, field: str, broader: Broader) -> Iterable[str]:
        """The values of a filter under which this trainer is found; wider places and topics are among them."""
        offers = self.offers
        match field:
            case "topics":
                return {code for topic in offers.topics or () for code in (topic, *above(topic, broader))}
            case "languages":
                return [each.code for each in offers.languages or () if each.can_train]
            case "formats":
                return offers.formats or ()
            case "at_risk_groups":
                return offers.at_risk_groups or ()
        countries = {*(offers.worked_in or ()), *([self.base_country] if self.base_country else [])}
        return {code for country in countries for code in (country, *places.above(country))}


class Found(Sequence[Shelved]):
    """A set of trainers in an order."""

    def __init__(self, entries: Sequence[Shelved], found: int, order: Sequence[int]) -> None:
        """Take the set as bytes: one bit of a long number is dear to look at."""
        self._entries, self._order, self._many = entries, order, found.bit_count()
        self._bits = found.to_bytes(len(entries) // 8 + 1, "little")

    def __len__(self) -> int:
        """How many there are."""
        return self._many

    def __iter__(self) -> Iterator[Shelved]:
        """Each in the order."""
        bits = self._bits
        return (self._entries[place] for place in self._order if bits[place >> 3] >> (place & 7) & 1)

    @overload
    def __getitem__(self, at: int) -> Shelved: ...
    @overload
    def __getitem__(self, at: slice) -> list[Shelved]: ...
    def __getitem__(self, at: int | slice) -> Shelved | list[Shelved]:
        """Those of a page; nobody behind it is looked at."""
        if isinstance(at, slice):
            start, stop, step = at.indices(self._many)
            return list(islice(self, start, stop, step))
        return next(islice(self, range(self._many)[at], None))


class Shelf:
    """All listed trainers of one day and one version of the directory."""

    def __init__(
        self, entries: Sequence[Shelved], broader: Broader, today: dt.date, version: tuple[str, ...] = ()
    ) -> None:
        """Sort the trainers into sets, one for each value of each filter."""
        self.entries = tuple(entries)
        self.today, self.version = today, version
        self.places = {each.id: place for place, each in enumerate(self.entries)}
        self.all = (1 << len(self.entries)) - 1
        self._sets = {field: self._sets_of(field, broader) for field in FIELDS}
        self._near: dict[tuple[str, ...], tuple[int, ...]] = {}

    def __len__(self) -> int:
        """How many are listed."""
        return len(self.entries)

    def _sets_of(self, field: str, broader: Broader) -> dict[str, int]:
        found: dict[str, bytearray] = defaultdict(lambda: bytearray(len(self.entries) // 8 + 1))
        for place, each in enumerate(self.entries):
            for code in each.codes(field, broader):
                found[code][place >> 3] |= 1 << (place & 7)
        return {code: int.from_bytes(bits, "little") for code, bits in found.items()}

    def matching(self, wanted: TrainerFilter) -> int:
        """The set of those who fit: any value of a field, in each field that has some."""
        found = self.all
        for field in FIELDS:
            found &= self._any(field, wanted)
        return found

    def _any(self, field: str, wanted: TrainerFilter) -> int:
        codes = getattr(wanted, field)
        if not codes or (field == "places" and wanted.sort is Sort.NEAR):
            return self.all
        found = 0
        for code in codes:
            found |= self._sets[field].get(code, 0)
        return found

    def counts(self, wanted: TrainerFilter) -> Counts:
        """How many each value would show; each field is counted with all other filters applied, not with its own."""
        chosen = {field: self._any(field, wanted) for field in FIELDS}
        counted: dict[str, Counter[str]] = {}
        for field in FIELDS[1:]:
            others = self.all
            for other in FIELDS:
                others &= self.all if other == field else chosen[other]
            numbers = {code: (bits & others).bit_count() for code, bits in self._sets[field].items()}
            counted[field] = Counter({code: number for code, number in numbers.items() if number})
        return Counts(**counted, places=frozenset(self._sets["places"]))

    def in_order(self, found: int, wanted: TrainerFilter) -> Found:
        """The trainers of a set in the order wanted, looked up only as far as asked for."""
        return Found(self.entries, found, self._order(wanted))

    def _order(self, wanted: TrainerFilter) -> Sequence[int]:
        match wanted.sort:
            case Sort.NAME:
                return self._by_name
            case Sort.FRESH:
                return self._by_freshness
            case Sort.NEAR if wanted.places:
                return self._by_nearness(wanted.places)
        return self._of_the_day

    @cached_property
    def _of_the_day(self) -> tuple[int, ...]:
        return tuple(self.places[each] for each in shuffled(self.places, self.today))

    @cached_property
    def _by_name(self) -> tuple[int, ...]:
        return self._sorted(lambda each: (places.fold(anyascii(each.name)), each.name, each.id))

    @cached_property
    def _by_freshness(self) -> tuple[int, ...]:
        return self._sorted(lambda each: -each.last_review.toordinal())

    def _by_nearness(self, wanted: tuple[str, ...]) -> tuple[int, ...]:
        if wanted not in self._near:
            if len(self._near) >= MOST_PLACES:
                self._near.clear()
            self._near[wanted] = self._sorted(lambda each: min(distance(each, place) for place in wanted))
        return self._near[wanted]

    def _sorted(self, key: Callable[[Shelved], object]) -> tuple[int, ...]:
        """The order by a key; who is alike in it stands in the order of the day."""
        return tuple(sorted(self._of_the_day, key=lambda place: key(self.entries[place])))  # type: ignore[arg-type,return-value]


def distance(each: Shelved, place: str) -> int:
    """How far a trainer is from a place, in steps: 0 based there, 1 has worked there, up to 5 far away or unknown."""
    base, worked = each.base_country, each.offers.worked_in or ()
    if base and places.within(base, place):
        return 0
    if any(places.within(country, place) for country in worked):
        return 1
    if not base:
        return 5
    if base in places.neighbours(place):
        return 2
    region = place if places.is_region(place) else places.region_of(place) or places.WORLD
    if region != places.WORLD and places.within(base, region):
        return 3
    return 4 if shares_wider_region(base, place, places) else 5
