"""Wagtail's own search on PostgreSQL, as the editors use it: NUL and thousands of words end in no error page."""

from __future__ import annotations

from typing import Any

from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend
from modelsearch.query import Phrase, PlainText

from search.admin_backends import safe_words

# Stands in no text: a query of nothing but signs finds nothing instead of everything.
NOTHING = "\ufffd"


def safe(query: Any) -> Any:
    """The query without what the database would trip over, and of a bearable length."""
    if isinstance(query, str):
        return " ".join(safe_words(query)) or NOTHING
    if isinstance(query, PlainText):
        return PlainText(safe(query.query_string), operator=query.operator)
    return Phrase(safe(query.query_string)) if isinstance(query, Phrase) else query


class SafePostgresSearchBackend(PostgresSearchBackend):
    """The stock backend, asked safely."""

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        return super()._search(query_compiler_class, safe(query), model_or_queryset, **options)
