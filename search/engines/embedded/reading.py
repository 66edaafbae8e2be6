"""Asking the index: what has any of the terms, what a passage says."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from search.engines.protocol import Matches, PageEntry, PassageHit, StoredPassage, TitleHit
from search.terms import EXACT, STEM, Form, Question

from .schema import Tables, marks

# heading, heading_stem, body, body_stem
TEXT_WEIGHTS = "5.0, 5.0, 0.4, 1.0"
# title, title_stem, parent, parent_stem, about, about_stem
NAME_WEIGHTS = "4.0, 4.0, 2.0, 2.0, 1.0, 1.0"
TEXT_COLUMNS = {EXACT: "{heading body}", STEM: "{heading_stem body_stem}"}
NAME_COLUMNS = {EXACT: "{title parent about}", STEM: "{title_stem parent_stem about_stem}"}

# Each term is a statement of its own, so that every row says which terms it has; BM25 adds up over terms.
ONE_TERM = "SELECT rowid AS id, $bit AS bit, -bm25($table, $weights) AS score FROM $table WHERE $table MATCH ?"
PASSAGES = """WITH found AS MATERIALIZED ($union)
SELECT passage.page, found.id, sum(found.bit), sum(found.score)
FROM found JOIN $passage AS passage ON passage.passage = found.id GROUP BY found.id"""
TITLES = "WITH found AS MATERIALIZED ($union) SELECT id, sum(bit), sum(score) FROM found GROUP BY id"


def _phrase(form: Form, columns: dict[str, str]) -> str:
    words = " ".join(form.tokens).replace('"', "")
    return f'{columns[form.field]} : "{words}"'


def _expression(forms: Sequence[Form], columns: dict[str, str]) -> str:
    """A term in the full-text syntax: any of its forms, each in its own columns."""
    return " OR ".join(_phrase(form, columns) for form in forms)


def _union(tables: Tables, table: str, asked: Question, weights: str) -> str:
    """One statement for all terms and hints; a hint has no bit of its own."""
    bits = [1 << at for at in range(len(asked.terms))] + [0] * len(asked.hints)
    return " UNION ALL ".join(
        tables.sql(ONE_TERM, bit=str(bit), table=tables.sql(table, asked.language), weights=weights) for bit in bits
    )


def _parameters(asked: Question, columns: dict[str, str]) -> list[str]:
    return [
        *(_expression(term.forms, columns) for term in asked.terms),
        *(_phrase(form, columns) for form in asked.hints),
    ]


def match(connection: sqlite3.Connection, tables: Tables, asked: Question) -> Matches:
    """Every passage and title with at least one of the terms, with its bits and summed score."""
    union = _union(tables, "$text", asked, TEXT_WEIGHTS)
    passages = connection.execute(tables.sql(PASSAGES, union=union), _parameters(asked, TEXT_COLUMNS)).fetchall()
    union = _union(tables, "$name", asked, NAME_WEIGHTS)
    titles = connection.execute(tables.sql(TITLES, union=union), _parameters(asked, NAME_COLUMNS)).fetchall()
    (total,) = connection.execute(tables.sql("SELECT count(*) FROM ${text}_docsize", asked.language)).fetchone()
    return Matches(asked.language, total, list(map(PassageHit._make, passages)), list(map(TitleHit._make, titles)))


def entries(connection: sqlite3.Connection, tables: Tables) -> dict[int, PageEntry]:
    """The facts of every page."""
    found: dict[int, PageEntry] = {}
    for row in connection.execute(tables.sql("SELECT * FROM $page")):
        entry = PageEntry._make(row)
        lists = {name: tuple(getattr(entry, name).split()) for name in ("topics", "regions", "groups")}
        found[entry.page] = entry._replace(**lists)
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
