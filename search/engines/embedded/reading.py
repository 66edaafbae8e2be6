"""Asking the index for facts: those of pages, what a passage says, the words of a language."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from search.engines.protocol import PageEntry, StoredPassage

from .schema import Tables, marks


def entries(connection: sqlite3.Connection, tables: Tables) -> dict[int, PageEntry]:
    """The facts of every page."""
    found: dict[int, PageEntry] = {}
    for row in connection.execute(tables.sql("SELECT * FROM $page")):
        entry = PageEntry._make(row)
        topics, regions, groups = (tuple(str(value).split()) for value in (entry.topics, entry.regions, entry.groups))
        found[entry.page] = entry._replace(topics=topics, regions=regions, groups=groups)
    return found


STORED = "SELECT passage, page, anchor, heading, text FROM $passage WHERE passage IN ($chosen)"
FIRST = "SELECT min(passage) FROM $passage WHERE page IN ($pages) GROUP BY page"


def stored(connection: sqlite3.Connection, tables: Tables, passages: Sequence[int]) -> dict[int, StoredPassage]:
    """Passages as they were written, by passage."""
    rows = connection.execute(tables.sql(STORED, chosen=marks(len(passages))), list(passages))
    return {row[0]: StoredPassage._make(row) for row in rows}


def openings(connection: sqlite3.Connection, tables: Tables, pages: Sequence[int]) -> dict[int, StoredPassage]:
    """The first passage of each page, by page."""
    rows = connection.execute(tables.sql(STORED, chosen=tables.sql(FIRST, pages=marks(len(pages)))), list(pages))
    return {row[1]: StoredPassage._make(row) for row in rows}


# What FTS5 knows of each word, as a table that lives as long as this transaction.
VOCABULARY = "CREATE VIRTUAL TABLE temp.$vocabulary USING fts5vocab(main, $text, col)"
COUNTED = "SELECT term, sum(doc) FROM temp.$vocabulary WHERE col IN ('heading', 'body') GROUP BY term"


def words(connection: sqlite3.Connection, tables: Tables, language: str) -> dict[str, int]:
    """The exact forms of a language with the number of headings and passages that have each."""
    named = {"vocabulary": "words"}
    connection.execute(tables.sql(VOCABULARY, language, **named))
    found = dict(connection.execute(tables.sql(COUNTED, language, **named)))
    connection.execute(tables.sql("DROP TABLE temp.$vocabulary", **named))
    return found
