"""The public directory in memory: sets of trainers, so that a filter and all its counts cost no query. Pure.

A set of trainers is a whole number whose bit `n` stands for the trainer at place `n`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import overload

from anyascii import anyascii

from trainers.facets import Counts
from trainers.filters import Sort, TrainerFilter
from trainers.lexicon import Among, Lexicon, Meaning, search
from trainers.matching.nearness import shares_wider_region
from trainers.naming import Names, as_bits
from trainers.offers import Named, Offers
from trainers.shuffle import shuffled
from vocabulary import places
from vocabulary.tree import Broader, above

# Orders by nearness that are kept, ten thousand numbers each where there are so many trainers.
MOST_PLACES = 50
FIELDS = ("places", "topics", "languages", "formats", "at_risk_groups", "available")
# Those whose values have nothing above them.
ALONE = ("languages", "formats", "at_risk_groups")
FAR = 5
# The places of those who have each code, by field; `based_in` and `worked_in` make up the places.
Held = Mapping[str, Mapping[str, Sequence[int]]]
Above = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class Shelved:
    """A listed trainer as far as lists ask: only what who reads may see; no country where it is not shown."""

    id: str
    name: str
    base_country: str
    last_review: dt.date
    vouched_until: dt.date
    organisation: Named | None
    available: tuple[str, ...] | None
    told: Callable[[], Offers]

    @cached_property
    def offers(self) -> Offers:
        """What they show of their work: made for the few whom a page shows."""
        return self.told()


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
        self, entries: Sequence[Shelved], held: Held, broader: Broader, today: dt.date, version: tuple[str, ...] = ()
    ) -> None:
        """Make sets of trainers, one for each value of each filter; who has a narrower one is in the wider too."""
        self.entries = tuple(entries)
        self.today, self.version = today, version
        self.places = {each.id: place for place, each in enumerate(self.entries)}
        self.all = (1 << len(self.entries)) - 1
        self._held, every = held, len(self.entries)
        self._sets = {
            "places": _wider(chain(held["based_in"].items(), held["worked_in"].items()), places.above, every),
            "topics": _wider(held["topics"].items(), lambda code: above(code, broader), every),
            "available": _wider(self._available().items(), _nothing, every),
            **{field: _wider(held[field].items(), _nothing, every) for field in ALONE},
        }
        self._near: dict[tuple[str, ...], tuple[int, ...]] = {}

    def __len__(self) -> int:
        """How many are listed."""
        return len(self.entries)

    def _available(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(self.entries):
            for code in each.available or ():
                found[code].append(place)
        return found

    def having(self, meaning: Meaning) -> int:
        """The set of those with a value of a field."""
        field, code = meaning
        return self._sets.get(field, {}).get(code, 0)

    @cached_property
    def silent(self) -> int:
        """The set of those who do not show when they can be had."""
        return as_bits(place for place, each in enumerate(self.entries) if each.available is None)

    @cached_property
    def _among(self) -> Among:
        return Among(self.all, Names(each.name for each in self.entries), self.having)

    def named(self, text: str, lexicon: Lexicon) -> int:
        """The set of those whom somebody's own words find; all where there are none."""
        return search(text, lexicon, self._among) if text else self.all

    def matching(self, wanted: TrainerFilter, among: int | None = None) -> int:
        """The set of those who fit: any value of a field, in each field that has some."""
        found = self.all if among is None else among
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

    def counts(self, wanted: TrainerFilter, among: int | None = None) -> Counts:
        """How many each value would show; each field is counted with all other filters applied, not with its own."""
        chosen = {field: self._any(field, wanted) for field in FIELDS}
        counted: dict[str, Counter[str]] = {}
        others: dict[str, int] = dict.fromkeys(FIELDS, self.all if among is None else among)
        for field in FIELDS:
            for other in FIELDS:
                others[field] &= self.all if other == field else chosen[other]
            numbers = {code: (bits & others[field]).bit_count() for code, bits in self._sets[field].items()}
            counted[field] = Counter({code: number for code, number in numbers.items() if number})
        return Counts(**counted, silent=(self.silent & others["available"]).bit_count())

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
            steps = {base: min(distance(base, place) for place in wanted) for base in ("", *self._held["based_in"])}
            there = self._worked_in(wanted)
            near = [min(steps[each.base_country], there.get(at, FAR)) for at, each in enumerate(self.entries)]
            self._near[wanted] = tuple(sorted(self._of_the_day, key=near.__getitem__))
        return self._near[wanted]

    def _worked_in(self, wanted: tuple[str, ...]) -> dict[int, int]:
        """One step for each who has worked in one of some places."""
        held = self._held["worked_in"].items()
        return {at: 1 for code, those in held if any(places.within(code, place) for place in wanted) for at in those}

    def _sorted(self, key: Callable[[Shelved], object]) -> tuple[int, ...]:
        """The order by a key; who is alike in it stands in the order of the day."""
        return tuple(sorted(self._of_the_day, key=lambda place: key(self.entries[place])))  # type: ignore[arg-type,return-value]


def _wider(held: Iterable[tuple[str, Iterable[int]]], above: Above, every: int) -> dict[str, int]:
    """The set of those who have each code, or one that lies below it."""
    found: dict[str, int] = defaultdict(int)
    for code, those in held:
        bits = bytearray(every // 8 + 1)
        for place in those:
            bits[place >> 3] |= 1 << (place & 7)
        own = int.from_bytes(bits, "little")
        for each in (code, *above(code)):
            found[each] |= own
    return dict(found)


def _nothing(_code: str) -> tuple[str, ...]:
    return ()


def distance(base: str, place: str) -> int:
    """How far a base is from a place, in steps: 0 in it, 2 next to it, up to 5 far away or unknown.

    One step it is for those who have worked there.
    """
    if not base:
        return FAR
    if places.within(base, place):
        return 0
    if base in places.neighbours(place):
        return 2
    region = place if places.is_region(place) else places.region_of(place) or places.WORLD
    if region != places.WORLD and places.within(base, region):
        return 3
    return 4 if shares_wider_region(base, place, places) else FAR
