"""An index of its own for each test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from search import engine, indexing
from search.engines.protocol import SearchEngine


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> SearchEngine:
    """An empty index that nothing else uses; `indexing.drain()` brings it up to the database."""
    settings.SEARCH_INDEX_PATH = tmp_path / "search.sqlite3"
    found = engine.current()
    found.install()
    return found


@pytest.fixture
def drained(index: SearchEngine, db: None) -> Any:
    """Call it to bring the index up to the database, as a commit or the timer does."""
    return indexing.drain
