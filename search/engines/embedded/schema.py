"""The tables of the index file. Tables of a generation carry its number, so that a rebuild has its own."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from search.analysis import VERSION as ANALYSIS_VERSION

# Counts up with every change of the tables below.
LAYOUT = 1
VERSION = f"{LAYOUT}.{ANALYSIS_VERSION}"

COMMON = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- The last writer of each page: whoever looked at the database earlier writes nothing over it.
CREATE TABLE IF NOT EXISTS applied (page INTEGER PRIMARY KEY, number INTEGER NOT NULL);
"""
GENERATION = """
CREATE TABLE {g}_page (
    page INTEGER PRIMARY KEY, resource TEXT, place TEXT, language TEXT, kind TEXT, level TEXT,
    topics TEXT, title TEXT, reviewed TEXT, ordinal INTEGER);
CREATE INDEX {g}_page_language ON {g}_page (language);
CREATE TABLE {g}_passage (
    passage INTEGER PRIMARY KEY, page INTEGER, anchor TEXT, heading TEXT, text TEXT);
CREATE INDEX {g}_passage_page ON {g}_passage (page);
CREATE TABLE {g}_language (code TEXT PRIMARY KEY) WITHOUT ROWID;
"""
# The tokenizer only parts at blanks: tokens come analysed. Exact forms and stems stand in columns of their own.
LANGUAGE = """
CREATE VIRTUAL TABLE {g}_text_{language} USING fts5(
    heading, heading_stem, body, body_stem, tokenize='ascii');
CREATE VIRTUAL TABLE {g}_name_{language} USING fts5(
    title, title_stem, parent, parent_stem, about, about_stem, tokenize='ascii');
"""


@dataclass(frozen=True)
class Tables:
    """The names of one generation's tables."""

    generation: int

    @property
    def prefix(self) -> str:
        """What their names begin with."""
        return f"g{self.generation}"

    @property
    def page(self) -> str:
        """Pages and their facts."""
        return f"{self.prefix}_page"

    @property
    def passage(self) -> str:
        """Passages as they were written."""
        return f"{self.prefix}_passage"

    @property
    def language(self) -> str:
        """Languages that have tables of words."""
        return f"{self.prefix}_language"

    def text(self, language: str) -> str:
        """The words of passages in one language."""
        return f"{self.prefix}_text_{slug(language)}"

    def name(self, language: str) -> str:
        """The words of titles, summaries and subjects in one language."""
        return f"{self.prefix}_name_{slug(language)}"


def slug(language: str) -> str:
    """A language code as a part of a table's name: letters, digits and underscores only."""
    return "".join(each if each.isascii() and each.isalnum() else "_" for each in language.lower())


def setting(connection: sqlite3.Connection, name: str, default: str = "") -> str:
    """One value of the index's own settings."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else default


def set_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Write one value of the index's own settings."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))


def run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one inside the open transaction (`executescript` would end it)."""
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def create_generation(connection: sqlite3.Connection, generation: int) -> Tables:
    """The empty tables of a generation."""
    tables = Tables(generation)
    run(connection, GENERATION.format(g=tables.prefix))
    return tables


def ensure_language(connection: sqlite3.Connection, tables: Tables, language: str) -> None:
    """The tables of words of a language, made when its first page comes."""
    known = connection.execute(f"SELECT 1 FROM {tables.language} WHERE code = ?", (language,)).fetchone()
    if not known:
        run(connection, LANGUAGE.format(g=tables.prefix, language=slug(language)))
        connection.execute(f"INSERT INTO {tables.language} VALUES (?)", (language,))


def drop_generation(connection: sqlite3.Connection, generation: int) -> None:
    """Remove the tables of a generation, finished or not."""
    prefix = f"g{generation}\\_%"
    found = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ? ESCAPE '\\' AND sql LIKE ?"
    virtual = connection.execute(found, (prefix, "CREATE VIRTUAL%")).fetchall()
    for (name,) in virtual:
        connection.execute(f"DROP TABLE {name}")
    for (name,) in connection.execute(found, (prefix, "%")).fetchall():
        connection.execute(f"DROP TABLE {name}")
