"""Wagtail's own search, for the editors' admin, made safe on SQLite and on PostgreSQL."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.utils.module_loading import import_string
from modelsearch.backends import database
from modelsearch.backends.base import BaseSearchBackend

# Named, not imported: their models exist on one database only.
SAFE = {
    "sqlite": "search.admin_sqlite.SafeSQLiteSearchBackend",
    "postgresql": "search.admin_postgres.SafePostgresSearchBackend",
}

MOST_WORDS = 30
LONGEST_QUERY = 500
_NOT_SEARCHABLE = re.compile(r'["\x00-\x1f\x7f\ud800-\udfff]+')


def safe_words(text: str) -> list[str]:
    """The words of a query without what the full-text syntax or the database would trip over."""
    return _NOT_SEARCHABLE.sub(" ", text[:LONGEST_QUERY]).split()[:MOST_WORDS]


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:  # noqa: N802 (the name modelsearch looks for)
    """The backend for the database in use."""
    safe = SAFE.get(connection.vendor)
    return import_string(safe)(params) if safe else database.SearchBackend(params)
