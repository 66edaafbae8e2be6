"""What the index file says of itself: which generation is in use, which is being built, who wrote last."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence

from search.engines.protocol import IndexUnavailableError, Ticket

from . import schema, writing
from .files import IndexFile
from .schema import Tables

VERSION, STAMP, IN_USE, BUILDING = "version", "stamp", "generation", "building"
WHOLE, TICKET, CHANGES = "whole", "ticket", "changes"

Change = tuple[int, writing.Prepared | None]


def current(connection: sqlite3.Connection) -> Tables:
    """The generation in use, and the version of its content; raises IndexUnavailableError for another layout."""
    settings = dict(connection.execute("SELECT name, value FROM setting"))
    version = settings.get(VERSION, "")
    if version != schema.VERSION:
        raise IndexUnavailableError(f"the index has version {version or 'none'}, not {schema.VERSION}")
    content = ".".join(settings.get(name, "") for name in (STAMP, IN_USE, CHANGES))
    return Tables(int(settings[IN_USE]), content)


def create(file: IndexFile) -> None:
    """An empty index of this version; tables of an older one are dropped."""
    file.create()
    with file.writing() as connection:
        for statement in schema.COMMON.split(";\n"):
            connection.execute(statement)
        if schema.setting(connection, VERSION) == schema.VERSION:
            return  # Another process was quicker.
        _drop_all(connection)
        Tables(1).run(connection, schema.GENERATION)
        connection.execute("DELETE FROM applied")
        stamp = secrets.token_hex(8)
        for name, value in ((VERSION, schema.VERSION), (STAMP, stamp), (IN_USE, "1"), (BUILDING, ""), (WHOLE, "")):
            schema.set_setting(connection, name, value)


def _drop_all(connection: sqlite3.Connection) -> None:
    for name in (IN_USE, BUILDING):
        if number := schema.setting(connection, name):
            schema.drop_generation(connection, int(number))


def is_later(connection: sqlite3.Connection, page: int, ticket: Ticket) -> bool:
    """Whether somebody who looked at the database later has written this page already."""
    last = connection.execute("SELECT number FROM applied WHERE page = ?", (page,)).fetchone()
    return bool(last and last[0] > ticket.number)


def apply(connection: sqlite3.Connection, ticket: Ticket, changes: Sequence[Change]) -> None:
    """Write pages, or their absence, into the generation in use and the one being built."""
    if ticket.stamp != schema.setting(connection, STAMP):
        return  # The file was made anew since: whoever did that reads everything again.
    building = schema.setting(connection, BUILDING)
    targets = [current(connection), *([Tables(int(building))] if building else [])]
    for page, prepared in changes:
        if is_later(connection, page, ticket):
            continue
        connection.execute("INSERT OR REPLACE INTO applied VALUES (?, ?)", (page, ticket.number))
        for tables in targets:
            writing.remove(connection, tables, page)
            if prepared:
                writing.insert(connection, tables, prepared)
    schema.count_up(connection, CHANGES)


def begin_rebuild(connection: sqlite3.Connection) -> Tables:
    """Empty tables of a new generation; what a rebuild that died has left is dropped."""
    number = current(connection).generation + 1
    if unfinished := schema.setting(connection, BUILDING):
        schema.drop_generation(connection, int(unfinished))
        number = max(number, int(unfinished) + 1)
    tables = Tables(number)
    tables.run(connection, schema.GENERATION)
    schema.set_setting(connection, BUILDING, str(number))
    return tables


def finish_rebuild(connection: sqlite3.Connection, tables: Tables) -> None:
    """Put the generation that was built into use and drop the old one."""
    if schema.setting(connection, BUILDING) != str(tables.generation):
        raise IndexUnavailableError("another rebuild has begun since")
    old = current(connection)
    for name, value in ((IN_USE, str(tables.generation)), (BUILDING, ""), (WHOLE, "yes")):
        schema.set_setting(connection, name, value)
    schema.drop_generation(connection, old.generation)
    schema.count_up(connection, CHANGES)
