"""Asking the index: what has any of the terms, what a passage says."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from search.engines.protocol import Matches, PageEntry, PassageHit, StoredPassage, TitleHit
from search.terms import EXACT, Form, Term

from .schema import Tables

# heading, heading_stem, body, body_stem
TEXT_WEIGHTS = "3.0, 2.0, 1.0, 1.0"
# title, title_stem, parent, parent_stem, about, about_stem
NAME_WEIGHTS = "4.0, 4.0, 2.0, 2.0, 1.0, 1.0"
TEXT_COLUMNS = {EXACT: "{heading body}", "stem": "{heading_stem body_stem}"}
NAME_COLUMNS = {EXACT: "{title parent about}", "stem": "{title_stem parent_stem about_stem}"}


def _phrase(form: Form, columns: dict[str, str]) -> str:
    words = " ".join(form.tokens).replace('"', "")
    return f'{columns[form.field]} : "{words}"'


def _expression(term: Term, columns: dict[str, str]) -> str:
    """A term in the full-text syntax: any of its forms, each in its own columns."""
    return " OR ".join(_phrase(form, columns) for form in term.forms)


def _union(table: str, weights: str, terms: Sequence[Term], columns: dict[str, str]) -> tuple[str, list[str]]:
    """One statement that answers for all terms: row, the term's bit, its score."""
    one = f"SELECT rowid AS id, {{bit}} AS bit, -bm25({table}, {weights}) AS score FROM {table} WHERE {table} MATCH ?"
    selects = [one.format(bit=1 << at) for at in range(len(terms))]
    return " UNION ALL ".join(selects), [_expression(term, columns) for term in terms]


def match(connection: sqlite3.Connection, tables: Tables, language: str, terms: Sequence[Term]) -> Matches:
    """Every passage and title with at least one of the terms, with its bits and summed score."""
    text, name = tables.text(language), tables.name(language)
    union, parameters = _union(text, TEXT_WEIGHTS, terms, TEXT_COLUMNS)
    passages = connection.execute(
        f"WITH h AS MATERIALIZED ({union}) SELECT p.page, h.id, sum(h.bit), sum(h.score) FROM h"
        f" JOIN {tables.passage} p ON p.passage = h.id GROUP BY h.id",
        parameters,
    ).fetchall()
    union, parameters = _union(name, NAME_WEIGHTS, terms, NAME_COLUMNS)
    titles = connection.execute(
        f"WITH h AS MATERIALIZED ({union}) SELECT id, sum(bit), sum(score) FROM h GROUP BY id", parameters
    ).fetchall()
    (total,) = connection.execute(f"SELECT count(*) FROM {text}_docsize").fetchone()
    return Matches(language, total, list(map(PassageHit._make, passages)), list(map(TitleHit._make, titles)))


def entries(connection: sqlite3.Connection, tables: Tables, languages: Sequence[str]) -> dict[int, PageEntry]:
    """The facts of every page in these languages."""
    rows = connection.execute(
        "SELECT page, resource, place, language, kind, level, topics, title, reviewed, ordinal"
        f" FROM {tables.page} WHERE language IN ({', '.join('?' * len(languages))})",
        list(languages),
    )
    return {row[0]: PageEntry(*row[:6], tuple(row[6].split()), *row[7:]) for row in rows}


def stored(connection: sqlite3.Connection, tables: Tables, passages: Sequence[int]) -> dict[int, StoredPassage]:
    """Passages as they were written."""
    return _stored(connection, tables, f"passage IN ({', '.join('?' * len(passages))})", passages)


def openings(connection: sqlite3.Connection, tables: Tables, pages: Sequence[int]) -> dict[int, StoredPassage]:
    """The first passage of each page, by page."""
    chosen = f"SELECT min(passage) FROM {tables.passage} WHERE page IN ({', '.join('?' * len(pages))}) GROUP BY page"
    found = _stored(connection, tables, f"passage IN ({chosen})", pages)
    return {passage.page: passage for passage in found.values()}


def _stored(
    connection: sqlite3.Connection, tables: Tables, where: str, parameters: Sequence[int]
) -> dict[int, StoredPassage]:
    rows = connection.execute(
        f"SELECT passage, page, anchor, heading, text FROM {tables.passage} WHERE {where}", list(parameters)
    )
    return {row[0]: StoredPassage._make(row) for row in rows}
