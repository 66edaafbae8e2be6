"""The whole search on Elasticsearch against the bare call: what we add to what the server does itself.

    python -m benchmarks.search_elasticsearch [--rounds 3]

Reads the library in HUB_DATA_DIR (run an import first) and the judged questions; Elasticsearch at ELASTICSEARCH_URL,
else started for this. Each question is answered as for a page of results (rows and snippets included, nothing
drawn), its requests are written down, and those that search are posted again, byte for byte, by a bare http client.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402

from benchmarks import search_needs  # noqa: E402
from benchmarks.search_quality import SHARED  # noqa: E402
from hub.elasticsearch_server import LocalServer, NoServerError  # noqa: E402
from search import answers, engine, indexing, visibility  # noqa: E402
from search.aids import aids  # noqa: E402
from search.finding import find  # noqa: E402
from search.request import SearchRequest  # noqa: E402


@dataclass
class Call:
    """One request as the client sent it."""

    method: str
    target: str
    body: bytes
    searches: bool


@dataclass
class Recorder:
    """Writes down what the client of readers sends."""

    calls: list[Call] = field(default_factory=list)

    def attach(self, client: Any) -> None:
        """Stand between the client and its connections."""
        node_class = type(client.transport.node_pool.get())
        send = node_class.perform_request

        def noted(node: Any, method: str, target: str, body: bytes | None = None, *rest: Any, **more: Any) -> Any:
            self.calls.append(Call(method, target, body or b"", "search" in target))
            return send(node, method, target, body, *rest, **more)

        node_class.perform_request = noted


def raw(connection: HTTPConnection, calls: Sequence[Call]) -> tuple[float, int]:
    """Milliseconds of these calls by a bare client that reads the answer and looks at nothing; bytes of the answers."""
    size, begun = 0, time.perf_counter()
    for each in calls:
        ndjson = each.target.startswith("/_msearch")
        kind = "application/x-ndjson" if ndjson else "application/json"
        connection.request(each.method, each.target, each.body, {"Content-Type": kind})
        size += len(connection.getresponse().read())
    return (time.perf_counter() - begun) * 1000, size


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def line(name: str, whole: Sequence[float], bare: Sequence[float]) -> None:
    """One row: medians, the ratio of medians, of sums, and the median of each question's own."""
    ratios = [one / other for one, other in zip(whole, bare, strict=True)]
    print(
        f"{name:34}{statistics.median(whole):9.1f}{quantile(whole, 0.95):9.1f}{statistics.median(bare):9.1f}"
        f"{quantile(bare, 0.95):9.1f}{statistics.median(ratios):9.2f}{sum(whole) / sum(bare):9.2f}"
    )


@contextmanager
def a_server() -> Iterator[tuple[str, ...]]:
    """The addresses of the server that is given, else of one started for this."""
    if given := os.environ.get("ELASTICSEARCH_URL", ""):
        yield tuple(given.replace(",", " ").split())
        return
    server = LocalServer().start()
    try:
        yield server.urls
    finally:
        server.stop()


def measure(urls: Sequence[str], rounds: int) -> None:
    """Build, ask, print."""
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = "elasticsearch", list(urls)
    settings.ELASTICSEARCH_PREFIX, settings.ELASTICSEARCH_READ_TIMEOUT = f"bare{os.getpid()}", 60.0
    found: Any = engine.current()
    print(f"{indexing.rebuild()} pages in the index; load {os.getloadavg()[0]:.1f}")
    queries = search_needs.load(SHARED / "search_needs.yml")
    recorder, address = Recorder(), urlsplit(urls[0])
    recorder.attach(found.connection.reading)
    connection = HTTPConnection(address.hostname or "", address.port)
    times: dict[str, list[float]] = {name: [] for name in ("answer", "bare", "found", "bare, found", "calls", "bytes")}
    try:
        for turn in range(rounds + 1):
            for query in queries:
                if turn == 0:
                    answers.answer(SearchRequest(query.text), query.reader)
                    continue
                one(query, found, recorder, connection, times)
    finally:
        for name in found.generations.existing():
            found.connection.writing.indices.delete(index=name)
    print(f"{len(queries)} questions, {rounds} times; load {os.getloadavg()[0]:.1f}")
    print(f"{'ms':34}{'whole':>9}{'p95':>9}{'bare':>9}{'p95':>9}{'÷':>9}{'÷ sums':>9}")
    line("search: found, ranked, counted", times["found"], times["bare, found"])
    line("search, its rows and snippets too", times["answer"], times["bare"])
    print(
        f"searching calls a question {statistics.mean(times['calls']):.2f}, "
        f"bytes of their answers {statistics.median(times['bytes']):.0f} (median)"
    )


def one(query: Any, found: Any, recorder: Recorder, connection: HTTPConnection, times: dict[str, list[float]]) -> None:
    """One question, whole and bare, with and without its rows."""
    public, known = visibility.public_pages(django.utils.timezone.now()), aids(exactly=False)
    request = SearchRequest(query.text)
    recorder.calls.clear()
    begun = time.perf_counter()
    find(found, request, query.reader, public, aids=known)
    times["found"].append((time.perf_counter() - begun) * 1000)
    searching = [each for each in recorder.calls if each.searches]
    milliseconds, size = raw(connection, searching)
    times["bare, found"].append(milliseconds)
    times["calls"].append(len(searching))
    times["bytes"].append(size)
    recorder.calls.clear()
    begun = time.perf_counter()
    answers.answer(request, query.reader)
    times["answer"].append((time.perf_counter() - begun) * 1000)
    times["bare"].append(raw(connection, [each for each in recorder.calls if each.searches])[0])


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if not Path(settings.SEARCH_INDEX_PATH).exists():
        print("There is no library to measure: run an import first, or set HUB_DATA_DIR.")
        return 1
    try:
        with a_server() as urls:
            measure(urls, options.rounds)
    except NoServerError as reason:
        print(f"No real server: {reason}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
