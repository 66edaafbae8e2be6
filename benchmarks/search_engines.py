"""The engines that a benchmark measures: the embedded one in a folder, Elasticsearch at an address or started here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.elasticsearch_server import LocalServer
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.connection import Cluster
from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import SearchEngine

NAMES = {"embedded": ("embedded",), "elasticsearch": ("elasticsearch",), "both": ("embedded", "elasticsearch")}


@contextmanager
def opened(names: tuple[str, ...], folder: Path) -> Iterator[dict[str, SearchEngine]]:
    """The engines by name; what was written to Elasticsearch is removed afterwards."""
    found: dict[str, SearchEngine] = {}
    if "embedded" in names:
        found["embedded"] = EmbeddedEngine(folder / "search.sqlite3")
    if "elasticsearch" not in names:
        yield found
        return
    given = os.environ.get("ELASTICSEARCH_URL", "")
    server = None if given else LocalServer().start()
    urls = tuple(given.replace(",", " ").split()) if server is None else server.urls
    engine = ElasticsearchEngine(Cluster(urls, f"benchmark{os.getpid()}", 60, 120))
    try:
        yield {**found, "elasticsearch": engine}
    finally:
        for name in engine.generations.existing():
            engine.connection.writing.indices.delete(index=name)
        if server:
            server.stop()
