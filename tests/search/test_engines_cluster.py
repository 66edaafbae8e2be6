"""Three real nodes, one of which is killed under load: no search fails, no update is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from hub.elasticsearch_server import LocalServer, NoServerError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.connection import Cluster
from search.engines.protocol import IndexUnavailableError
from tests.search.engines import document, pages, write

pytestmark = [pytest.mark.slow, pytest.mark.cluster]
LOAD = 4.0


@pytest.fixture
def nodes() -> Iterator[LocalServer]:
    """Three nodes of a cluster."""
    try:
        server = LocalServer(3, heap="256m").start()
    except NoServerError as reason:
        pytest.skip(f"SKIPPED LOUDLY: no three nodes of Elasticsearch: {reason}")
    yield server
    server.stop()


class Load:
    """Searches from two threads and writes from one, until it is told to stop."""

    def __init__(self, engine: ElasticsearchEngine) -> None:
        self.engine, self.stopped = engine, threading.Event()
        self.searches, self.written, self.failures = 0, 0, list[str]()
        self.threads = [threading.Thread(target=each) for each in (self._search, self._search, self._write)]

    def __enter__(self) -> Load:
        for each in self.threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        for each in self.threads:
            each.join()

    def _search(self) -> None:
        engine = ElasticsearchEngine(self.engine.cluster)
        while not self.stopped.is_set():
            try:
                assert 1 in pages(engine, "padlock")
                self.searches += 1
            except (IndexUnavailableError, AssertionError) as error:
                self.failures.append(f"search: {error}")

    def _write(self) -> None:
        while not self.stopped.is_set():
            page = 2 + self.written
            try:
                write(self.engine, document(page, f"padlock number {page}"))
                self.written += 1
            except IndexUnavailableError as error:
                self.failures.append(f"write: {error}")


def test_a_node_killed_under_load_fails_no_search_and_loses_no_update(nodes: LocalServer) -> None:
    engine = ElasticsearchEngine(Cluster(nodes.urls, "three", 20, 60, shards=1, replicas=1))
    engine.install()
    write(engine, document(1, "padlock"))
    engine.connection.writing.cluster.health(wait_for_status="green", timeout="60s")
    with Load(engine) as load:
        time.sleep(LOAD / 2)
        nodes.kill(1)
        before = (load.searches, load.written)
        until = time.monotonic() + 60
        while time.monotonic() < until and (load.searches < before[0] + 20 or load.written < before[1] + 5):
            time.sleep(0.1)
    assert load.failures == []
    assert load.searches > before[0]
    assert load.written > before[1]
    assert pages(engine, "padlock") == {1, *range(2, 2 + load.written)}
