"""Asking the index: what has any of the terms, what a passage says."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from search.engines import weights
from search.engines.protocol import Matches, PageEntry, PassageHit, StoredPassage, TitleHit
from search.terms import Form, Question

from .schema import Tables, marks


def _listed(columns: Sequence[str], fields: weights.Fields) -> str:
    return ", ".join(map(str, weights.in_order(columns, fields)))


TEXT_WEIGHTS = _listed(("heading", "heading_stem", "body", "body_stem"), weights.TEXT)
NAME_WEIGHTS = _listed(("title", "title_stem", "parent", "parent_stem", "about", "about_stem"), weights.NAME)
TEXT_COLUMNS, NAME_COLUMNS = (
    {form: "{" + " ".join(names) + "}" for form, names in fields.items()} for fields in (weights.TEXT, weights.NAME)
)

# Each term is a statement of its own, so that every row says which terms it has; BM25 adds up over terms.
ONE_TERM = (
    "SELECT rowid AS id, $bit AS bit, -$weight * bm25($table, $weights) AS score FROM $table WHERE $table MATCH ?"
)
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


def _union(tables: Tables, table: str, asked: Question, weighted: str) -> str:
    """One statement for all terms and hints; a hint has no bit of its own."""
    parts = [(1 << at, term.weight) for at, term in enumerate(asked.looked_for)]
    parts += [(0, weights.HINT)] * len(asked.hints)
    own = tables.sql(table, asked.language)
    return " UNION ALL ".join(
        tables.sql(ONE_TERM, bit=str(bit), table=own, weights=weighted, weight=f"{weight:.3f}") for bit, weight in parts
    )


def _parameters(asked: Question, columns: dict[str, str]) -> list[str]:
    return [
        *(_expression(term.forms, columns) for term in asked.looked_for),
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
