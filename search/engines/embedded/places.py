"""Where passages and titles stand in the index, and which pages have a term: kept in memory until it changes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .schema import Tables

# Terms whose pages are remembered, by the bytes that they take.
MOST_REMEMBERED = 32_000_000
# Numbers are those of all languages, of which one may be a small part.
MOST_GAPS = 64


class Language:
    """The pages of a language in a row, and where in it each passage and each title stands."""

    def __init__(self) -> None:
        self.pages: list[int] = []
        self.at_passage: dict[int, int] = {}
        self.at_page: dict[int, int] = {}
        self.rows: dict[int, list[int]] = {}

    @cached_property
    def by_passage(self) -> Mapping[int, int] | Sequence[int]:
        """Where the page of a passage stands, by its number."""
        return _by_number(self.at_passage)

    @cached_property
    def by_page(self) -> Mapping[int, int] | Sequence[int]:
        """Where a page stands, by its number."""
        return _by_number(self.at_page)

    def add(self, page: int, passage: int) -> None:
        """Note that a passage is of a page."""
        if page not in self.at_page:
            self.at_page[page] = len(self.pages)
            self.pages.append(page)
            self.rows[page] = []
        self.at_passage[passage] = self.at_page[page]
        self.rows[page].append(passage)

    def pages_of(self, passages: Iterable[int]) -> Iterator[int]:
        """Which page each of these passages is of."""
        return map(self.pages.__getitem__, map(self.by_passage.__getitem__, passages))


def _by_number(places: Mapping[int, int]) -> Mapping[int, int] | Sequence[int]:
    """The same as a list, which is looked at in a third of the time, unless most of it would be gaps."""
    last = max(places, default=0)
    if last > len(places) * MOST_GAPS:
        return places
    found = [0] * (last + 1)
    for number, at in places.items():
        found[number] = at
    return found


class Met(NamedTuple):
    """The rows with a term: how many, and a byte for each page of the language, 1 where the page is among them."""

    many: int
    pages: int


@dataclass
class Layout:
    """Where passages stand, and which pages have a term: true for one version of the content."""

    version: str
    languages: dict[str, Language] = field(default_factory=dict)
    met: dict[tuple[str, str, str], Met] = field(default_factory=dict)
    bytes: int = 0

    def remember(self, key: tuple[str, str, str], met: Met, size: int) -> Met:
        """Keep which pages have a term; all is forgotten when it is too much."""
        if self.bytes > MOST_REMEMBERED:
            self.met, self.bytes = {}, 0
        self.met[key] = met
        self.bytes += size
        return met


PLACES = """SELECT page.language, passage.page, passage.passage FROM $passage AS passage
JOIN $page AS page ON page.page = passage.page ORDER BY passage.passage"""


def layout(connection: sqlite3.Connection, tables: Tables, version: str) -> Layout:
    """Which page each passage is of: asked once, it costs no look into the texts for each hit."""
    found: dict[str, Language] = defaultdict(Language)
    for language, page, passage in connection.execute(tables.sql(PLACES)):
        found[language].add(page, passage)
    return Layout(version, dict(found))
