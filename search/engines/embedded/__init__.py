"""The default engine: SQLite FTS5 in a file of its own, whatever the main database is."""

from .engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
