"""Filling a second generation of tables beside the one in use."""

from __future__ import annotations

from collections.abc import Iterable

from search.engines.protocol import IndexUnavailableError, Ticket
from search.passages import Document

from . import schema, state, writing
from .files import IndexFile
from .schema import Tables


class Rebuild:
    """The generation being built. What others changed since it began is already in it and stays."""

    def __init__(self, file: IndexFile, tables: Tables, ticket: Ticket) -> None:
        self.file, self.tables, self.ticket = file, tables, ticket

    def add(self, documents: Iterable[Document]) -> int:
        """Write one batch in one short transaction; returns how many pages were written."""
        prepared = [writing.prepare(document) for document in documents]
        added = 0
        with self.file.writing() as connection:
            if schema.setting(connection, state.BUILDING) != str(self.tables.generation):
                raise IndexUnavailableError("another rebuild has begun since")
            for each in prepared:
                if state.is_later(connection, each.document.page, self.ticket):
                    continue
                writing.remove(connection, self.tables, each.document.page)
                writing.insert(connection, self.tables, each)
                added += 1
        return added
