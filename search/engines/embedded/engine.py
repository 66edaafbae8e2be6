"""The embedded engine: tickets, short write transactions, a rebuild beside the tables in use."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from search.engines.protocol import (
    Health,
    Held,
    IndexUnavailableError,
    Matches,
    PageEntry,
    StoredPassage,
    Ticket,
)
from search.passages import Document
from search.terms import Question

from . import holding, matching, places, reading, schema, state, writing
from .files import IndexFile
from .rebuild import Rebuild
from .schema import Tables

PAGES_PER_TRANSACTION = 25
Found = TypeVar("Found")


class EmbeddedEngine:
    """An index in one SQLite file; any number of threads and processes may use it at once.

    A rebuild fills a second generation of tables in the same file and changes over in one
    transaction: readers never miss anything, and a rebuild that dies leaves the old index as it was.
    """

    name = "embedded"

    def __init__(self, path: Path, read_timeout: float = 2.0, write_timeout: float = 30.0) -> None:
        self.file = IndexFile(path, read_timeout, write_timeout)
        self._entries: tuple[str, dict[int, PageEntry]] = ("", {})
        self._words: dict[str, tuple[str, dict[str, int]]] = {}
        self._layout = places.Layout("")

    @contextmanager
    def _reading(self) -> Iterator[tuple[sqlite3.Connection, Tables]]:
        with self.file.reading() as connection:
            yield connection, state.current(connection)

    def install(self) -> None:
        """An empty index of this version where there is none; a damaged or older file is replaced."""
        try:
            with self._reading():
                return
        except IndexUnavailableError:
            pass
        try:
            state.create(self.file)
        except IndexUnavailableError:
            self.file.remove()
            state.create(self.file)

    def languages(self) -> list[str]:
        """The languages that have had at least one page."""
        with self._reading() as (connection, tables):
            return [code for (code,) in connection.execute(tables.sql("SELECT code FROM $spoken ORDER BY code"))]

    def _known(self, connection: sqlite3.Connection, tables: Tables) -> places.Layout:
        """Where passages stand; kept in memory until something was written."""
        version, known = tables.content, self._layout
        if known.version != version:
            known = self._layout = places.layout(connection, tables, version)
        return known

    def _again(self, language: str, read: Callable[[matching.Reading], Found], nothing: Found) -> Found:
        """Another look at a language, as the index is by now."""
        with self._reading() as (connection, tables):
            known = self._known(connection, tables)
            if language not in known.languages:
                return nothing
            return read(matching.Reading(connection, tables, known, language))

    def match(self, asked: Question) -> Matches:
        """Everything in one language with any of the terms."""
        return self.match_all([asked])[asked.language]

    def match_all(self, asked: Iterable[Question]) -> dict[str, Matches]:
        """The matches of each question in its language."""
        with self._reading() as (connection, tables):
            known = self._known(connection, tables)
            return {
                each.language: matching.LaterMatches(
                    each, matching.Reading(connection, tables, known, each.language), self._again
                )
                if each.terms and each.language in known.languages
                else Matches(each.language)
                for each in asked
            }

    def entries(self) -> Mapping[int, PageEntry]:
        """The facts of every page; kept in memory until the index says that something was written."""
        with self._reading() as (connection, tables):
            if self._entries[0] != tables.content:
                self._entries = (tables.content, reading.entries(connection, tables))
            return self._entries[1]

    def words(self, language: str) -> Mapping[str, int]:
        """The words of a language and how many passages have each; kept in memory until something was written."""
        with self._reading() as (connection, tables):
            if not schema.has_language(connection, tables, language):
                return {}
            if self._words.get(language, ("", {}))[0] != tables.content:
                self._words[language] = (tables.content, reading.words(connection, tables, language))
            return self._words[language][1]

    def stored(self, passages: Sequence[int]) -> dict[int, StoredPassage]:
        """Passages as they were written, by passage."""
        with self._reading() as (connection, tables):
            return reading.stored(connection, tables, passages)

    def openings(self, pages: Sequence[int]) -> dict[int, StoredPassage]:
        """The first passage of each page, by page."""
        with self._reading() as (connection, tables):
            return reading.openings(connection, tables, pages)

    def ticket(self) -> Ticket:
        """A number to be taken before the database is read: of two writers, the later look wins."""
        with self.file.writing() as connection:
            return Ticket(schema.setting(connection, state.STAMP), schema.count_up(connection, state.TICKET))

    def write(self, ticket: Ticket, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        """Replace these pages and remove those that are gone, in the tables in use and those being built."""
        changes: list[state.Change] = [(each.page, writing.prepare(each)) for each in documents]
        changes += [(page, None) for page in gone]
        for start in range(0, len(changes), PAGES_PER_TRANSACTION):
            with self.file.writing() as connection:
                state.apply(connection, ticket, changes[start : start + PAGES_PER_TRANSACTION])

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        """A generation beside the one in use; it takes over when the block ends without an error."""
        self.install()
        with self.file.writing() as connection:
            tables = state.begin_rebuild(connection)
        yield Rebuild(self.file, tables, self.ticket())
        with self.file.writing() as connection:
            state.finish_rebuild(connection, tables)

    def passages(self) -> Mapping[str, int]:
        """How many passages each language has."""
        with self._reading() as (connection, tables):
            return dict(connection.execute(tables.sql(schema.PER_LANGUAGE)).fetchall())

    def held(self) -> Held:
        """What it holds of each page, row by row."""
        with self._reading() as (connection, tables):
            return holding.held(connection, tables)

    def health(self) -> Health:
        """Whether the index answers and holds everything, with its counts."""
        try:
            with self._reading() as (connection, tables):
                (pages,) = connection.execute(tables.sql("SELECT count(*) FROM $page")).fetchone()
                (passages,) = connection.execute(tables.sql("SELECT count(*) FROM $passage")).fetchone()
                whole = bool(schema.setting(connection, state.WHOLE))
        except IndexUnavailableError as error:
            return Health(False, str(error))
        return Health(whole, "" if whole else "the index was never built as a whole", pages, passages)
