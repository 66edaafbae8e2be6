"""What a catalogue shows, whichever form it is written in: lists of ways on, and shelves of texts. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from hub.languages import Language
from resources.listed import Listed

SECTION: Final = "subsection"
NEW: Final = "http://opds-spec.org/sort/new"
OPEN_ACCESS: Final = "http://opds-spec.org/acquisition/open-access"
A_PAGE: Final = 50


@dataclass(frozen=True)
class Site:
    """Where a catalogue stands: its root's path, its name, how a path becomes an address, and its lasting name."""

    root: str
    name: str
    absolute: Callable[[str], str]
    lasting: str


@dataclass(frozen=True)
class Door:
    """A way to another list; `place` is its path below the root."""

    title: str
    place: str
    texts: int
    said: str
    updated: dt.date
    rel: str = SECTION
    is_shelf: bool = True


@dataclass(frozen=True)
class Hall:
    """A list of ways on. `up` and `search` are places, None where there is none."""

    title: str
    place: str
    language: Language
    words: Language
    doors: tuple[Door, ...]
    up: str | None = None
    search: str | None = None

    @property
    def updated(self) -> dt.date:
        """When what lies behind its doors changed last."""
        return max(door.updated for door in self.doors)


@dataclass(frozen=True)
class File:
    """A text as a file; `size` is 0 until it was made."""

    url: str
    media_type: str
    label: str
    size: int


@dataclass(frozen=True)
class Book:
    """A text with its files and the names of its topics by their codes."""

    text: Listed
    files: tuple[File, ...]
    topics: Mapping[str, str]


@dataclass(frozen=True)
class Shelf:
    """A page of a list of texts; `query` stands before the page in its addresses."""

    title: str
    place: str
    language: Language
    words: Language
    books: tuple[Book, ...]
    total: int
    page: int
    updated: dt.date
    up: str
    search: str
    query: str = ""

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.total // A_PAGE))

    def at(self, page: int) -> str:
        """The place of one of its pages."""
        asked = "&".join(each for each in (self.query, f"page={page}" if page > 1 else "") if each)
        return f"{self.place}?{asked}" if asked else self.place

    def turns(self) -> dict[str, str]:
        """The places of its other pages by their relation."""
        found = {"first": self.at(1), "last": self.at(self.pages)} if self.pages > 1 else {}
        if self.page > 1:
            found["previous"] = self.at(self.page - 1)
        if self.page < self.pages:
            found["next"] = self.at(self.page + 1)
        return found
