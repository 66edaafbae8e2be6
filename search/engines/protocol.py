"""What an engine is asked and what it answers. Pure values; scoring and folding are above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ..passages import Document
from ..terms import Question


class IndexUnavailableError(Exception):
    """The index cannot answer: missing, locked, damaged or of another version."""


class PassageHit(NamedTuple):
    """A passage with at least one term; bit n of `mask` says that it has the n-th of `Question.looked_for`."""

    page: int
    passage: int
    mask: int
    score: float


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
class Matches:
    """All that has any of the terms in one language, and how many passages that language has."""

    language: str
    total: int = 0
    passages: list[PassageHit] = field(default_factory=list)
    titles: list[TitleHit] = field(default_factory=list)


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
