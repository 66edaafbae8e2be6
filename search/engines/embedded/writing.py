"""Telling the index: a page's rows out, its new rows in."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from search.analysis import forms
from search.passages import Document, Passage, passages

from .schema import Tables, ensure_language

Row = tuple[str, ...]
INTO_PAGE = "INSERT INTO $page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INTO_WRITTEN = "INSERT OR REPLACE INTO $written VALUES (?, ?, ?)"
INTO_NAME = """INSERT INTO $name (rowid, title, title_stem, parent, parent_stem, about, about_stem)
VALUES (?, ?, ?, ?, ?, ?, ?)"""
INTO_PASSAGE = "INSERT INTO $passage (page, anchor, heading, text) VALUES (?, ?, ?, ?)"
INTO_TEXT = "INSERT INTO $text (rowid, heading, heading_stem, body, body_stem) VALUES (?, ?, ?, ?, ?)"


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
    found = connection.execute(tables.sql("SELECT language FROM $page WHERE page = ?"), (page,)).fetchone()
    if not found:
        return
    for statement in (
        "DELETE FROM $text WHERE rowid IN (SELECT passage FROM $passage WHERE page = ?)",
        "DELETE FROM $name WHERE rowid = ?",
        "DELETE FROM $passage WHERE page = ?",
        "DELETE FROM $written WHERE page = ?",
        "DELETE FROM $page WHERE page = ?",
    ):
        connection.execute(tables.sql(statement, found[0]), (page,))


def _facts(document: Document) -> tuple[object, ...]:
    """The row of `$page`, in the order of its columns."""
    return (
        document.page,
        document.resource,
        document.place,
        document.language,
        document.kind,
        document.level,
        " ".join(document.topics),
        " ".join(document.regions),
        document.title,
        document.reviewed,
        document.review_by,
        document.translated_from,
        document.order,
        " ".join(document.groups),
    )


def insert(connection: sqlite3.Connection, tables: Tables, prepared: Prepared) -> None:
    """Put a page into a generation that does not have it."""
    document = prepared.document
    ensure_language(connection, tables, document.language)
    connection.execute(tables.sql(INTO_PAGE), _facts(document))
    connection.execute(tables.sql(INTO_NAME, document.language), (document.page, *prepared.name))
    connection.execute(tables.sql(INTO_WRITTEN), (document.page, document.stamp, len(prepared.passages)))
    into_passage, into_text = tables.sql(INTO_PASSAGE), tables.sql(INTO_TEXT, document.language)
    for passage, columns in prepared.passages:
        written = connection.execute(into_passage, (document.page, passage.anchor, passage.heading, passage.text))
        connection.execute(into_text, (written.lastrowid, *columns))
