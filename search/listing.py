"""Results in their order, put in order only where somebody looks at them; counting and narrowing needs no order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import chain
from typing import NamedTuple, overload


class Place(NamedTuple):
    """A page of a resource that matched, with its best passages, best first."""

    page: int
    score: float
    coverage: float
    passages: tuple[int, ...] = ()
    mask: int = 0


class Ranked(NamedTuple):
    """A resource in one language: its score, how much of the question its best page has, where."""

    resource: str
    language: str
    kind: str
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    score: float
    coverage: float
    places: tuple[Place, ...]


class Listing(Sequence[Ranked]):
    """Results, best first; equal to any list of the same results."""

    @property
    @abstractmethod
    def resources(self) -> Collection[str]:
        """Which resources they are, in no order."""

    @property
    @abstractmethod
    def pages(self) -> Collection[int]:
        """A page of each of them, in no order; all pages of a resource have its facts."""

    @property
    @abstractmethod
    def complete(self) -> int:
        """How many of them have every word of the question."""

    @abstractmethod
    def only(self, wanted: Callable[[int], bool]) -> Listing:
        """Those that are wanted, judged by a page of each."""

    @abstractmethod
    def without(self, resources: Set[str]) -> Listing:
        """Those that are none of these."""

    @abstractmethod
    def at(self, place: int) -> Ranked:
        """The result at a place, counted from 0."""

    @overload
    def __getitem__(self, index: int) -> Ranked: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Ranked, ...]: ...

    def __getitem__(self, index: int | slice) -> Ranked | tuple[Ranked, ...]:
        places = range(len(self))[index]
        return self.at(places) if isinstance(places, int) else tuple(map(self.at, places))

    def __iter__(self) -> Iterator[Ranked]:
        return map(self.at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Fixed(Listing):
    """Results that stand in their order already."""

    def __init__(self, results: Iterable[Ranked]) -> None:
        self._results = tuple(results)

    def __len__(self) -> int:
        return len(self._results)

    def at(self, place: int) -> Ranked:
        """The result at a place, counted from 0."""
        return self._results[place]

    @property
    def resources(self) -> Collection[str]:
        """Which resources they are."""
        return [each.resource for each in self._results]

    @property
    def pages(self) -> Collection[int]:
        """A page of each of them."""
        return [each.places[0].page for each in self._results]

    @property
    def complete(self) -> int:
        """How many of them have every word of the question."""
        return sum(each.coverage >= 1 for each in self._results)

    def only(self, wanted: Callable[[int], bool]) -> Fixed:
        """Those that are wanted, in their order."""
        return Fixed(each for each in self._results if wanted(each.places[0].page))

    def without(self, resources: Set[str]) -> Fixed:
        """Those that are none of these, in their order."""
        return Fixed(each for each in self._results if each.resource not in resources)


class Joined(Listing):
    """Several lists one behind the other; a list that nobody comes to is not put in order."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._listings = tuple(listings)

    @cached_property
    def _length(self) -> int:
        return sum(map(len, self._listings))

    def __len__(self) -> int:
        return self._length

    def at(self, place: int) -> Ranked:
        """The result at a place, counted from 0."""
        for each in self._listings:
            if place < len(each):
                return each.at(place)
            place -= len(each)
        raise IndexError(place)

    @property
    def resources(self) -> Collection[str]:
        """Which resources they are, in no order."""
        return [resource for each in self._listings for resource in each.resources]

    @property
    def pages(self) -> Collection[int]:
        """A page of each of them, in no order."""
        return [*chain.from_iterable(each.pages for each in self._listings)]

    @property
    def complete(self) -> int:
        """How many of them have every word of the question."""
        return sum(each.complete for each in self._listings)

    def only(self, wanted: Callable[[int], bool]) -> Joined:
        """Those that are wanted, list by list."""
        return Joined(each.only(wanted) for each in self._listings)

    def without(self, resources: Set[str]) -> Joined:
        """Those that are none of these, list by list."""
        return Joined(each.without(resources) for each in self._listings)


NOTHING = Joined(())
