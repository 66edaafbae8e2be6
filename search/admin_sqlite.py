"""Wagtail's own search on SQLite, as the editors use it: quotes, blanks and NUL are words like any other.

Stock, a query with an unbalanced quote, only blanks or thousands of words ends in an error page
(wagtail#13227), and each saved page pays for a new average over all titles.
"""

from __future__ import annotations

from typing import Any

from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText, SearchQuery

from search.admin_backends import safe_words


class _SafeWords:
    """Cleans the words of a query just before they are compiled."""

    def build_search_query_content(self, query: SearchQuery, config: Any = None) -> Any:
        if isinstance(query, PlainText):
            # U+FFFD stands in no text: a query of quotes alone finds nothing instead of failing.
            query = PlainText(" ".join(safe_words(query.query_string)) or "\ufffd", operator=query.operator)
        elif isinstance(query, Phrase):
            query = Phrase(" ".join(safe_words(query.query_string)) or "\ufffd")
        return super().build_search_query_content(query, config=config)  # type: ignore[misc]


class SafeQueryCompiler(_SafeWords, SQLiteSearchQueryCompiler):
    """The full search."""


class SafeAutocompleteQueryCompiler(_SafeWords, SQLiteAutocompleteQueryCompiler):
    """The search while typing."""


class QuickIndex(SQLiteIndex):
    """The stock index; how long a title is beside the average is counted on a rebuild only."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


class SafeSQLiteSearchBackend(SQLiteSearchBackend):
    """The stock backend with the parts above."""

    query_compiler_class = SafeQueryCompiler
    autocomplete_query_compiler_class = SafeAutocompleteQueryCompiler
    index_class = QuickIndex
