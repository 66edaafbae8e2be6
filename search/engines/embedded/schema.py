"""The tables of the index file. Tables of a generation carry its number, so that a rebuild has its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Template

from search.analysis import VERSION as ANALYSIS_VERSION

# Counts up with every change of the tables below.
LAYOUT = 3
VERSION = f"{LAYOUT}.{ANALYSIS_VERSION}"

COMMON = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- The last writer of each page: whoever looked at the database earlier writes nothing over it.
CREATE TABLE IF NOT EXISTS applied (page INTEGER PRIMARY KEY, number INTEGER NOT NULL);
"""
GENERATION = """
CREATE TABLE $page (
    page INTEGER PRIMARY KEY, resource TEXT, place TEXT, language TEXT, kind TEXT, level TEXT, topics TEXT,
    regions TEXT, title TEXT, reviewed TEXT, review_by TEXT, translated_from INTEGER, ordinal TEXT, audience TEXT);
CREATE TABLE $passage (passage INTEGER PRIMARY KEY, page INTEGER, anchor TEXT, heading TEXT, text TEXT);
CREATE INDEX ${passage}_page ON $passage (page);
-- With which stamp each page was written, and of how many passages it is made.
CREATE TABLE $written (page INTEGER PRIMARY KEY, stamp TEXT NOT NULL, parts INTEGER NOT NULL);
CREATE TABLE $spoken (code TEXT PRIMARY KEY) WITHOUT ROWID;
"""
# The tokenizer only parts at blanks: tokens come analysed. Exact forms and stems stand in columns of their own.
LANGUAGE = """
CREATE VIRTUAL TABLE $text USING fts5(heading, heading_stem, body, body_stem, tokenize='ascii');
CREATE VIRTUAL TABLE $name USING fts5(title, title_stem, parent, parent_stem, about, about_stem, tokenize='ascii');
"""

PER_LANGUAGE = """SELECT page.language, count(*) FROM $passage AS passage
JOIN $page AS page ON page.page = passage.page GROUP BY page.language"""


_template = lru_cache(maxsize=64)(Template)


@lru_cache(maxsize=256)
def _names(generation: int, language: str) -> Mapping[str, str]:
    names = {each: f"g{generation}_{each}" for each in ("page", "passage", "written", "spoken")}
    return names | {each: f"g{generation}_{each}_{slug(language)}" for each in ("text", "name")}


@dataclass(frozen=True)
class Tables:
    """The tables of one generation; statements name them `$page $passage $written $spoken`.

    Those of a language are `$text $name`. `content` is another word after each write: what is kept in memory is true
    while it stays the same.
    """

    generation: int
    content: str = ""

    def sql(self, template: str, language: str = "", **more: str) -> str:
        """A statement with the names of this generation's tables filled in; values stay parameters."""
        return _template(template).substitute(_names(self.generation, language), **more)

    def run(self, connection: sqlite3.Connection, script: str, language: str = "") -> None:
        """Run statements one by one inside the open transaction (`executescript` would end it)."""
        for statement in self.sql(script, language).split(";\n"):
            if statement.strip():
                connection.execute(statement)


def slug(language: str) -> str:
    """A language code as a part of a table's name: letters, digits and underscores only."""
    return "".join(each if each.isascii() and each.isalnum() else "_" for each in language.lower())


def marks(values: int) -> str:
    """So many parameters of a list."""
    return ", ".join("?" * values)


def setting(connection: sqlite3.Connection, name: str, default: str = "") -> str:
    """One value of the index's own settings."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else default


def set_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Write one value of the index's own settings."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))


def count_up(connection: sqlite3.Connection, name: str) -> int:
    """Add one to a number of the index's own settings."""
    number = int(setting(connection, name, "0")) + 1
    set_setting(connection, name, str(number))
    return number


def ensure_language(connection: sqlite3.Connection, tables: Tables, language: str) -> None:
    """The tables of words of a language, made when its first page comes."""
    if not has_language(connection, tables, language):
        tables.run(connection, LANGUAGE, language)
        connection.execute(tables.sql("INSERT INTO $spoken VALUES (?)"), (language,))


def has_language(connection: sqlite3.Connection, tables: Tables, language: str) -> bool:
    """Whether a language has tables of words."""
    return connection.execute(tables.sql("SELECT 1 FROM $spoken WHERE code = ?"), (language,)).fetchone() is not None


def drop_generation(connection: sqlite3.Connection, generation: int) -> None:
    """Remove the tables of a generation, finished or not."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ? ESCAPE '\\' AND sql LIKE ?"
    # Virtual tables first: they take the plain tables that they are made of with them.
    for made_as in ("CREATE VIRTUAL%", "%"):
        for (name,) in connection.execute(query, (f"g{generation}\\_%", made_as)).fetchall():
            connection.execute(f"DROP TABLE {name}")
