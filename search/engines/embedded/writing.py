"""Telling the index: a page's rows out, its new rows in."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from search.analysis import forms
from search.passages import Document, Passage, passages

from .schema import Tables, ensure_language

Row = tuple[str, ...]


@dataclass(frozen=True)
class Prepared:
    """A document with all its words analysed: what is slow is done before the lock is taken."""

    document: Document
    name: Row
    passages: tuple[tuple[Passage, Row], ...]


def _columns(text: str, analyser: str) -> Row:
    exact, stems = forms(text, analyser)
    return " ".join(filter(None, exact)), " ".join(stems)


def prepare(document: Document) -> Prepared:
    """Analyse a document."""
    analyser = document.analyser
    parent = document.resource_title if document.is_chapter else ""
    about = "\n".join((document.summary, *document.labels))
    name = (*_columns(document.title, analyser), *_columns(parent, analyser), *_columns(about, analyser))
    units = tuple(
        (passage, (*_columns(passage.heading, analyser), *_columns(passage.text, analyser)))
        for passage in passages(document)
    )
    return Prepared(document, name, units)


def remove(connection: sqlite3.Connection, tables: Tables, page: int) -> None:
    """Take a page out of a generation."""
    found = connection.execute(f"SELECT language FROM {tables.page} WHERE page = ?", (page,)).fetchone()
    if not found:
        return
    text, name = tables.text(found[0]), tables.name(found[0])
    connection.execute(
        f"DELETE FROM {text} WHERE rowid IN (SELECT passage FROM {tables.passage} WHERE page = ?)", (page,)
    )
    connection.execute(f"DELETE FROM {name} WHERE rowid = ?", (page,))
    connection.execute(f"DELETE FROM {tables.passage} WHERE page = ?", (page,))
    connection.execute(f"DELETE FROM {tables.page} WHERE page = ?", (page,))


def insert(connection: sqlite3.Connection, tables: Tables, prepared: Prepared) -> None:
    """Put a page into a generation that does not have it."""
    document = prepared.document
    ensure_language(connection, tables, document.language)
    connection.execute(
        f"INSERT INTO {tables.page} VALUES ({', '.join('?' * 10)})",
        (document.page, document.resource, document.place, document.language, document.kind, document.level)
        + (" ".join(document.topics), document.title, document.reviewed, document.order),
    )
    connection.execute(
        f"INSERT INTO {tables.name(document.language)} (rowid, title, title_stem, parent, parent_stem, about, about_stem)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (document.page, *prepared.name),
    )
    for passage, columns in prepared.passages:
        row = connection.execute(
            f"INSERT INTO {tables.passage} (page, anchor, heading, text) VALUES (?, ?, ?, ?)",
            (document.page, passage.anchor, passage.heading, passage.text),
        )
        connection.execute(
            f"INSERT INTO {tables.text(document.language)} (rowid, heading, heading_stem, body, body_stem)"
            " VALUES (?, ?, ?, ?, ?)",
            (row.lastrowid, *columns),
        )
