"""What the index holds, looked at row by row: for the comparison with the database."""

from __future__ import annotations

import sqlite3
from collections import Counter

from search.engines.protocol import Held

from .schema import Tables

PAGES = "SELECT page, language FROM $page"
WRITTEN = "SELECT page, stamp, parts FROM $written"
PASSAGES = "SELECT passage, page FROM $passage"
# The rows of words, without their words.
TEXTS, NAMES = "SELECT id FROM ${text}_docsize", "SELECT id FROM ${name}_docsize"


def held(connection: sqlite3.Connection, tables: Tables) -> Held:
    """The stamp of every page; a page is torn where one of its rows is missing or belongs to nothing."""
    language_of = dict(connection.execute(tables.sql(PAGES)))
    written = {page: (stamp, parts) for page, stamp, parts in connection.execute(tables.sql(WRITTEN))}
    passages = dict(connection.execute(tables.sql(PASSAGES)))
    texts, names = _words(connection, tables)
    found: Counter[int] = Counter()
    torn = set(written.keys() ^ language_of.keys())
    for passage, page in passages.items():
        if (language_of.get(page), passage) in texts:
            found[page] += 1
        else:
            torn.add(page)
    torn |= {page for page, (_stamp, parts) in written.items() if found[page] != parts}
    torn |= {page for page, code in language_of.items() if (code, page) not in names}
    torn |= {page for code, page in names if language_of.get(page) != code}
    if not torn and any(passage not in passages for _code, passage in texts):
        torn.add(0)  # Words of no page that is known.
    stamps = {page: written[page][0] if page in written else "" for page in language_of}
    return Held(stamps, frozenset(torn))


def _words(connection: sqlite3.Connection, tables: Tables) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """The passages and the pages that have words, each with its language."""
    texts: set[tuple[str, int]] = set()
    names: set[tuple[str, int]] = set()
    for (code,) in connection.execute(tables.sql("SELECT code FROM $spoken")).fetchall():
        texts |= {(code, row) for (row,) in connection.execute(tables.sql(TEXTS, code))}
        names |= {(code, row) for (row,) in connection.execute(tables.sql(NAMES, code))}
    return texts, names
