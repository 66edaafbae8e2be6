"""The embedded engine: tickets, short write transactions, a rebuild beside the tables in use."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from search.engines.protocol import (
    Health,
    IndexUnavailable,
    Matches,
    PageEntry,
    StoredPassage,
    Ticket,
)
from search.passages import Document
from search.terms import Term

from . import reading, schema, writing
from .files import IndexFile
from .rebuild import Rebuild
from .schema import Tables

CURRENT, BUILDING, COMPLETE = "generation", "building", "complete"
PAGES_PER_TRANSACTION = 25


class EmbeddedEngine:
    """An index in one SQLite file; any number of threads and processes may use it at once.

    A rebuild fills a second generation of tables in the same file and changes over in one
    transaction: readers never miss anything, and a rebuild that dies leaves the old index as it was.
    """

    name = "embedded"

    def __init__(self, path: Path, read_timeout: float = 2.0, write_timeout: float = 30.0) -> None:
        self.file = IndexFile(path, read_timeout, write_timeout)

    @contextmanager
    def _reading(self) -> Iterator[tuple[sqlite3.Connection, Tables]]:
        with self.file.reading() as connection:
            yield connection, self._current(connection)

    def _current(self, connection: sqlite3.Connection) -> Tables:
        version = schema.setting(connection, "version")
        if version != schema.VERSION:
            raise IndexUnavailable(f"the index has version {version or 'none'}, not {schema.VERSION}")
        return Tables(int(schema.setting(connection, CURRENT)))

    def languages(self) -> list[str]:
        """The languages that have at least one page."""
        with self._reading() as (connection, tables):
            return [code for (code,) in connection.execute(f"SELECT code FROM {tables.language} ORDER BY code")]

    def match(self, language: str, terms: Sequence[Term]) -> Matches:
        """Everything in one language with any of the terms."""
        with self._reading() as (connection, tables):
            known = connection.execute(f"SELECT 1 FROM {tables.language} WHERE code = ?", (language,)).fetchone()
            if not known or not terms:
                return Matches(language)
            return reading.match(connection, tables, language, terms)

    def entries(self, languages: Sequence[str]) -> dict[int, PageEntry]:
        """The facts of every page in these languages, by page."""
        with self._reading() as (connection, tables):
            return reading.entries(connection, tables, languages)

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
            number = int(schema.setting(connection, "ticket", "0")) + 1
            schema.set_setting(connection, "ticket", str(number))
            return Ticket(schema.setting(connection, "stamp"), number)

    def write(self, ticket: Ticket, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        """Replace these pages and remove those that are gone, in the tables in use and those being built."""
        prepared = [writing.prepare(document) for document in documents]
        changes: list[tuple[int, writing.Prepared | None]] = [(each.document.page, each) for each in prepared]
        changes += [(page, None) for page in gone]
        for start in range(0, len(changes), PAGES_PER_TRANSACTION):
            with self.file.writing() as connection:
                self._apply(connection, ticket, changes[start : start + PAGES_PER_TRANSACTION], self._targets(connection))

    def _targets(self, connection: sqlite3.Connection) -> list[Tables]:
        building = schema.setting(connection, BUILDING)
        return [self._current(connection), *([Tables(int(building))] if building else [])]

    def _apply(
        self,
        connection: sqlite3.Connection,
        ticket: Ticket,
        changes: Sequence[tuple[int, writing.Prepared | None]],
        targets: Sequence[Tables],
    ) -> None:
        if ticket.stamp != schema.setting(connection, "stamp"):
            return  # The file was made anew since: it holds what was true then, and more.
        for page, prepared in changes:
            last = connection.execute("SELECT number FROM applied WHERE page = ?", (page,)).fetchone()
            if last and last[0] > ticket.number:
                continue
            connection.execute("INSERT OR REPLACE INTO applied VALUES (?, ?)", (page, ticket.number))
            for tables in targets:
                writing.remove(connection, tables, page)
                if prepared:
                    writing.insert(connection, tables, prepared)

    def install(self) -> None:
        """An empty index of this version where there is none; a damaged or older file is replaced."""
        try:
            with self._reading():
                return
        except IndexUnavailable:
            pass
        try:
            self._create()
        except IndexUnavailable:
            self.file.remove()
            self._create()

    def _create(self) -> None:
        self.file.create()
        with self.file.writing() as connection:
            schema.run(connection, schema.COMMON)
            if schema.setting(connection, "version") == schema.VERSION:
                return
            last = int(schema.setting(connection, CURRENT, "0"))
            for generation in (last, last + 1):
                schema.drop_generation(connection, generation)
            schema.create_generation(connection, last + 1)
            connection.execute("DELETE FROM applied")
            values = {"version": schema.VERSION, "stamp": secrets.token_hex(8), CURRENT: str(last + 1)}
            for name, value in {**values, BUILDING: "", COMPLETE: ""}.items():
                schema.set_setting(connection, name, value)

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        """A generation beside the one in use; it takes over when the block ends without an error."""
        self.install()
        with self.file.writing() as connection:
            self._current(connection)
            number = int(schema.setting(connection, CURRENT)) + 1
            if unfinished := schema.setting(connection, BUILDING):
                schema.drop_generation(connection, int(unfinished))
                number = int(unfinished) + 1
            schema.create_generation(connection, number)
            schema.set_setting(connection, BUILDING, str(number))
        yield Rebuild(self.file, Tables(number), self.ticket())
        with self.file.writing() as connection:
            if schema.setting(connection, BUILDING) != str(number):
                raise IndexUnavailable("another rebuild has begun since")
            old = int(schema.setting(connection, CURRENT))
            for name, value in ((CURRENT, str(number)), (BUILDING, ""), (COMPLETE, "yes")):
                schema.set_setting(connection, name, value)
            schema.drop_generation(connection, old)

    def health(self) -> Health:
        """Whether the index answers and holds everything, with its counts."""
        try:
            with self._reading() as (connection, tables):
                (pages,) = connection.execute(f"SELECT count(*) FROM {tables.page}").fetchone()
                (passages,) = connection.execute(f"SELECT count(*) FROM {tables.passage}").fetchone()
                complete = bool(schema.setting(connection, COMPLETE))
        except IndexUnavailable as error:
            return Health(False, str(error))
        return Health(complete, "" if complete else "the index was never built as a whole", pages, passages)
