"""An index of its own for each test; one real Elasticsearch for all that ask for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from hub.elasticsearch_server import LocalServer, NoServerError
from search import engine, indexing
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.connection import Cluster
from search.engines.embedded import EmbeddedEngine
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


# A node is started in one of the two lanes of a run only (see tests/conftest.py), and never in a quick one.
ON_ELASTICSEARCH = (pytest.mark.slow, pytest.mark.any_database, pytest.mark.together("elasticsearch"))
_numbers = count(1)


@pytest.fixture(scope="session")
def elasticsearch_urls() -> Iterator[tuple[str, ...]]:
    """A real node, started once; `TEST_ELASTICSEARCH_URL` names one that is there already."""
    if given := os.environ.get("TEST_ELASTICSEARCH_URL"):
        yield tuple(given.split(","))
        return
    try:
        server = LocalServer().start()
    except NoServerError as reason:
        pytest.skip(f"SKIPPED LOUDLY: no Elasticsearch: {reason}")
    yield server.urls
    server.stop()


@pytest.fixture
def cluster(elasticsearch_urls: tuple[str, ...]) -> Iterator[Cluster]:
    """Names on the node that nothing else uses."""
    prefix = f"test{os.getpid()}x{next(_numbers)}"
    yield Cluster(elasticsearch_urls, prefix, read_timeout=20, write_timeout=60)
    with Elasticsearch(list(elasticsearch_urls), request_timeout=60) as client:
        for name in client.indices.get(index=f"{prefix}-*", features="aliases"):
            client.indices.delete(index=name)


@pytest.fixture(name="engine", params=["embedded", pytest.param("elasticsearch", marks=ON_ELASTICSEARCH)])
def each_engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    """An empty index of each engine."""
    made: SearchEngine = (
        EmbeddedEngine(tmp_path / "search.sqlite3")
        if request.param == "embedded"
        else ElasticsearchEngine(request.getfixturevalue("cluster"))
    )
    made.install()
    return made
