"""What an engine is asked and what it answers. Pure values; scoring and folding are above it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, Protocol

from ..passages import Document
from ..terms import Question
from .masks import Listed, Masks


class IndexUnavailableError(Exception):
    """The index cannot answer: missing, locked, damaged or of another version."""


class PassageHit(NamedTuple):
    """A passage with at least one term; bit n of `mask` says that it has the n-th of `Question.looked_for`."""

    page: int
    passage: int
    mask: int
    score: float


_PAGE, _PASSAGE, _MASK, _SCORE = (attrgetter(name) for name in PassageHit._fields)


class TitleHit(NamedTuple):
    """A page whose title, summary or subjects have at least one term."""

    page: int
    mask: int
    score: float


class PageEntry(NamedTuple):
    """What the index knows of a page besides its words (see `search.passages.Document`)."""

    page: int
    resource: str
    place: str
    language: str
    kind: str
    level: str
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    title: str
    reviewed: str
    review_by: str
    translated_from: int
    order: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scores:
    """What hits score: each passage, the two best passages of each page, and each title."""

    passages: Mapping[int, float]
    best: Mapping[int, float]
    second: Mapping[int, float]
    titles: Mapping[int, float]
    rows: Callable[[int], Iterable[int]]

    def in_order(self, page: int) -> tuple[int, ...]:
        """The passages of a page that are hits, the best first."""
        found = sorted((-self.passages[row], row) for row in self.rows(page) if row in self.passages)
        return tuple(row for _score, row in found)


def folded(
    passages: Mapping[int, float],
    pages: Iterable[int],
    titles: Mapping[int, float],
    rows: Callable[[int], Iterable[int]],
) -> Scores:
    """Scores of passages made scores of pages; `pages` are the passages' own, in the same order."""
    best: dict[int, float] = {}
    second: dict[int, float] = {}
    # The passages of a page nearly always follow each other: then nothing is looked up for the later ones.
    last, top, next_to_top = -1, 0.0, 0.0
    for page, score in zip(pages, passages.values(), strict=True):
        if page != last:
            last, top, next_to_top = page, best.get(page, -1.0), second.get(page, -1.0)
        if score > top:
            if top >= 0:
                second[page] = next_to_top = top
            best[page] = top = score
        elif score > next_to_top:
            second[page] = next_to_top = score
    return Scores(passages, best, second, titles, rows)


@dataclass(frozen=True)
class Matches:
    """All that has any of the terms in one language, and how many passages that language has.

    An engine may answer with a subclass that looks at scores only where they are asked for.
    """

    language: str
    total: int = 0
    passages: list[PassageHit] = field(default_factory=list)
    titles: list[TitleHit] = field(default_factory=list)

    def counts(self, terms: int) -> list[int]:
        """How many passages have each of so many terms."""
        masks = Counter(map(_MASK, self.passages))
        return [sum(many for mask, many in masks.items() if mask >> bit & 1) for bit in range(terms)]

    def masks(self) -> dict[int, int]:
        """Which terms each page has, in its passages and its title together."""
        found: dict[int, int] = {}
        get = found.get
        for page, _passage, mask, _score in self.passages:
            found[page] = get(page, 0) | mask
        for page, mask, _score in self.titles:
            found[page] = get(page, 0) | mask
        return found

    def by_mask(self) -> Masks:
        """The same, to be asked for many pages at once."""
        return Listed(self.masks())

    def scores(self, pages: Collection[int]) -> Scores:
        """What the hits of these pages score; there may be scores of others too, where that costs less."""
        texts = dict(zip(map(_PASSAGE, self.passages), map(_SCORE, self.passages), strict=True))
        titles = {page: score for page, _mask, score in self.titles}
        return folded(texts, map(_PAGE, self.passages), titles, self._rows_of)

    def _rows_of(self, page: int) -> Iterable[int]:
        return self._rows.get(page, ())

    @cached_property
    def _rows(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for page, passage, _mask, _score in self.passages:
            found[page].append(passage)
        return found


class StoredPassage(NamedTuple):
    """A passage as it is shown: the words as they were written."""

    passage: int
    page: int
    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Ticket:
    """Proof of when a writer looked at the database: what was read later wins."""

    stamp: str
    number: int


@dataclass(frozen=True)
class Health:
    """The state of an index, for operators."""

    ok: bool
    detail: str
    pages: int = 0
    passages: int = 0


class Held(NamedTuple):
    """What an index holds: of each page the stamp it was written with, and the pages that are there in part only."""

    stamps: Mapping[int, str]
    torn: frozenset[int] = frozenset()


class RebuildingIndex(Protocol):
    """An index being filled beside the one in use."""

    def add(self, documents: Iterable[Document]) -> int: ...


class SearchEngine(Protocol):
    """An index of passages, one part per language."""

    name: str

    def install(self) -> None: ...

    def languages(self) -> list[str]: ...

    def match(self, asked: Question) -> Matches: ...

    def match_all(self, asked: Iterable[Question]) -> dict[str, Matches]: ...

    def entries(self) -> Mapping[int, PageEntry]: ...

    def words(self, language: str) -> Mapping[str, int]: ...

    def stored(self, passages: Sequence[int]) -> dict[int, StoredPassage]: ...

    def openings(self, pages: Sequence[int]) -> dict[int, StoredPassage]: ...

    def ticket(self) -> Ticket: ...

    def write(self, ticket: Ticket, documents: Iterable[Document], gone: Iterable[int] = ()) -> None: ...

    def rebuilding(self) -> AbstractContextManager[RebuildingIndex]: ...

    def passages(self) -> Mapping[str, int]: ...

    def held(self) -> Held: ...

    def health(self) -> Health: ...
