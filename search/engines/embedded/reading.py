"""Asking the index: what has any of the terms, what a passage says."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

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

# As `_make`, without a call of Python for each of thousands of hits.
_passage, _title = partial(tuple.__new__, PassageHit), partial(tuple.__new__, TitleHit)

# Each term is a statement of its own, so that every row says which terms it has; BM25 adds up over terms.
ONE_TERM = "SELECT rowid AS id, {bit} AS bit, -? * bm25({table}, {weights}) AS score FROM {table} WHERE {table} MATCH ?"
FOUND = "WITH found AS MATERIALIZED ($union) SELECT id, sum(bit), sum(score) FROM found GROUP BY id"


def _phrase(form: Form, columns: dict[str, str]) -> str:
    words = " ".join(form.tokens).replace('"', "")
    return f'{columns[form.field]} : "{words}"'


def _expression(forms: Sequence[Form], columns: dict[str, str]) -> str:
    """A term in the full-text syntax: any of its forms, each in its own columns."""
    return " OR ".join(_phrase(form, columns) for form in forms)


def _union(tables: Tables, table: str, asked: Question, weighted: str) -> str:
    """One statement for all terms and hints; a hint has no bit of its own."""
    bits = [1 << at for at in range(len(asked.looked_for))] + [0] * len(asked.hints)
    own = tables.sql(table, asked.language)
    return " UNION ALL ".join(ONE_TERM.format(bit=bit, table=own, weights=weighted) for bit in bits)


def _parameters(asked: Question, columns: dict[str, str]) -> list[float | str]:
    """For each term its weight and what is looked for."""
    terms = [(round(term.weight, 3), _expression(term.forms, columns)) for term in asked.looked_for]
    hints = [(weights.HINT, _phrase(form, columns)) for form in asked.hints]
    return [value for pair in (*terms, *hints) for value in pair]


@dataclass
class Layout:
    """Where passages stand and how many a language has: true for one version of the content."""

    version: str
    page_of: Mapping[int, int]
    totals: dict[str, int] = field(default_factory=dict)


def layout(connection: sqlite3.Connection, tables: Tables, version: str) -> Layout:
    """Which page each passage is of: asked once, it costs no look into the texts for each hit."""
    return Layout(version, dict(connection.execute(tables.sql("SELECT passage, page FROM $passage"))))


def _total(connection: sqlite3.Connection, tables: Tables, language: str, known: Layout) -> int:
    if language not in known.totals:
        counted = connection.execute(tables.sql("SELECT count(*) FROM ${text}_docsize", language)).fetchone()
        known.totals[language] = counted[0]
    return known.totals[language]


def match(connection: sqlite3.Connection, tables: Tables, asked: Question, known: Layout) -> Matches:
    """Every passage and title with at least one of the terms, with its bits and summed score."""
    union = _union(tables, "$text", asked, TEXT_WEIGHTS)
    rows = connection.execute(tables.sql(FOUND, union=union), _parameters(asked, TEXT_COLUMNS))
    page_of = known.page_of
    passages = [_passage((page_of[id_], id_, mask, score)) for id_, mask, score in rows if id_ in page_of]
    union = _union(tables, "$name", asked, NAME_WEIGHTS)
    titles = connection.execute(tables.sql(FOUND, union=union), _parameters(asked, NAME_COLUMNS))
    total = _total(connection, tables, asked.language, known)
    return Matches(asked.language, total, passages, list(map(_title, titles)))


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
