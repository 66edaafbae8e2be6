"""The Elasticsearch engine: one index per language, generations behind aliases, the same hits as the embedded one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from elasticsearch import NotFoundError

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

from . import holding, reading, writing
from .connection import Cluster, Connection, translated
from .generations import Generations, InUse
from .layout import PLACES, Names
from .reading import Known

Found = TypeVar("Found")
PAGES_AT_ONCE = 25
TRIES = 3
# Seconds for which what was written by others may be unknown here; what is not public any more is never shown.
TRUSTED = 0.2
NOTHING = Known("", 0)
INCOMPLETE = "the index was never built as a whole"


class ElasticsearchEngine:
    """Indexes on a cluster; any number of hosts, threads and processes may use them at once."""

    name = "elasticsearch"

    def __init__(self, cluster: Cluster, *, only_whole: bool = False) -> None:
        self.cluster, self.names = cluster, Names(cluster.prefix)
        self.connection = Connection(cluster)
        self.only_whole = only_whole
        self._known = NOTHING
        self._checked = 0.0
        self._words: dict[str, tuple[str, dict[str, int]]] = {}

    @property
    def generations(self) -> Generations:
        """Which generation is written to and read from."""
        return Generations(self.connection.writing, self.cluster)

    def _facts(self, *, at_once: bool = False) -> Known:
        """What is known of every page, read anew when something was written since."""
        if not at_once and time.monotonic() - self._checked < TRUSTED:
            return self._known
        client = self.connection.reading
        found = self.generations.in_use(client)
        if self.only_whole and not found.whole:
            raise IndexUnavailableError(INCOMPLETE)
        if self._known.version != found.version:
            self._known = reading.known(client, self.names, found.generation, found.version, self._known)
        self._checked = time.monotonic()
        return self._known

    def _forget(self) -> None:
        self._checked = 0.0

    def _read(self, ask: Callable[[Known], Found]) -> Found:
        """Ask the generation in use; once more where it was replaced in between."""
        with translated():
            for _ in range(TRIES):
                try:
                    return ask(self._facts())
                except (reading.MissingIndexError, NotFoundError):
                    self._known = NOTHING
                    self._forget()
        raise IndexUnavailableError("the indexes are being replaced faster than they can be read")

    def install(self) -> None:
        """An empty index of this version where there is none; the site before an upgrade keeps its own."""
        with translated():
            if not self.generations.exists():
                self.generations.install()

    def languages(self) -> list[str]:
        """The languages that have a page."""
        return self._read(lambda facts: sorted(facts.passages))

    def match(self, asked: Question) -> Matches:
        """Everything in one language with any of the terms."""
        return self.match_all([asked])[asked.language]

    def match_all(self, asked: Iterable[Question]) -> dict[str, Matches]:
        """The matches of each question in its language, in one request."""
        questions = list(asked)
        nothing = {each.language: Matches(each.language) for each in questions}
        return nothing | self._read(lambda facts: self._matched(facts, questions))

    def _matched(self, facts: Known, questions: Sequence[Question]) -> dict[str, Matches]:
        wanted = [each for each in questions if each.looked_for and each.language in facts.passages]
        if not wanted:
            return {}
        several = self.cluster.shards > 1
        found, overtaken = reading.match(self.connection.reading, self.names, facts, wanted, several_shards=several)
        if overtaken and (now := self._facts(at_once=True)) is not facts:
            return self._matched(now, questions)
        return found

    def entries(self) -> Mapping[int, PageEntry]:
        """The facts of every page; kept in memory until the index says that something was written."""
        return self._read(lambda facts: facts.entries)

    def words(self, language: str) -> Mapping[str, int]:
        """The words of a language and how many passages have each; kept in memory until something was written."""
        return self._read(lambda facts: self._spelt(facts, language))

    def _spelt(self, facts: Known, language: str) -> dict[str, int]:
        if language not in facts.passages:
            return {}
        if self._words.get(language, ("", {}))[0] != facts.version:
            index = self.names.index(facts.generation, language)
            self._words[language] = (facts.version, reading.words(self.connection.reading, index))
        return self._words[language][1]

    def stored(self, passages: Sequence[int]) -> dict[int, StoredPassage]:
        """Passages as they were written, by passage."""
        return self._read(lambda facts: reading.stored(self.connection.reading, self.names, facts, passages))

    def openings(self, pages: Sequence[int]) -> dict[int, StoredPassage]:
        """The first passage of each page, by page."""
        return {each.page: each for each in self.stored([page * PLACES for page in pages]).values()}

    def ticket(self) -> Ticket:
        """A number to be taken before the database is read: of two writers, the later look wins."""
        with translated():
            return self.generations.ticket()

    def write(self, ticket: Ticket, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        """Replace these pages and remove those that are gone, in the indexes in use and those being built."""
        changes = [writing.prepare(each) for each in documents]
        changes += [writing.absent(page) for page in gone]
        with translated():
            for start in range(0, len(changes), PAGES_AT_ONCE):
                self._write(ticket, changes[start : start + PAGES_AT_ONCE])
        self._forget()

    def _write(self, ticket: Ticket, changes: Sequence[writing.Change]) -> None:
        for _ in range(TRIES):
            state, in_use = self.generations.state(), self.generations.in_use()
            if state["stamp"] != ticket.stamp:
                return  # The indexes were made anew since: whoever did that reads everything again.
            try:
                if state["building"]:
                    self._write_into(state["building"], None, ticket, changes)
                self._write_into(in_use.generation, in_use, ticket, changes)
            except writing.MovedOnError:
                continue
            if self.generations.in_use().generation == in_use.generation:
                return
        raise IndexUnavailableError("the indexes are being replaced faster than they can be written")

    def _write_into(
        self, generation: int, in_use: InUse | None, ticket: Ticket, changes: Sequence[writing.Change]
    ) -> None:
        writer = writing.Writer(self.generations, generation, in_use=bool(in_use))
        writer.write(ticket.number, changes)
        writer.show()
        if in_use:
            self.generations.mark(generation, in_use.whole)
        # What readers had until now goes once they can know of the new.
        writer.tidy(ticket.number, changes)

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        """A generation beside the one in use; it takes over when the block ends without an error."""
        self.install()
        with translated():
            rebuild = Rebuild(self.generations, self.generations.begin(), self.generations.ticket())
        yield rebuild
        with translated():
            self.generations.finish(rebuild.generation)
        self._forget()

    def passages(self) -> Mapping[str, int]:
        """How many passages each language has."""
        return self._read(lambda facts: dict(facts.passages))

    def held(self) -> Held:
        """What it holds of each page, counted anew."""
        self._forget()
        client = self.connection.writing
        return self._read(lambda facts: holding.held(client, self.names, facts.generation))

    def health(self) -> Health:
        """Whether the index answers and holds everything, with its counts."""
        self._forget()
        try:
            with translated():
                whole = self.generations.in_use(self.connection.reading).whole
            facts = self._read(lambda known: known)
        except IndexUnavailableError as error:
            return Health(False, str(error))
        passages = sum(facts.passages.values())
        return Health(whole, "" if whole else INCOMPLETE, len(facts.entries), passages)


class Rebuild:
    """The generation being built. What others changed since it began is already in it and stays."""

    def __init__(self, generations: Generations, generation: int, ticket: Ticket) -> None:
        self.generations, self.generation, self.ticket = generations, generation, ticket
        self._writer = writing.Writer(generations, generation, in_use=False)

    def add(self, documents: Iterable[Document]) -> int:
        """Write one batch; returns how many pages were written.

        Raises IndexUnavailableError when another rebuild has begun.
        """
        changes = [writing.prepare(document) for document in documents]
        with translated():
            if self.generations.state()["building"] != self.generation:
                raise IndexUnavailableError("another rebuild has begun since")
            try:
                return self._writer.write(self.ticket.number, changes)
            except writing.MovedOnError as error:
                raise IndexUnavailableError("another rebuild has begun since") from error
