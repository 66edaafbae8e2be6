"""Questions that nobody means well, by the thousand, through the page and the API: no error, no long wait.

    python -m benchmarks.hostile_searches [--many 5000] [--engine both|embedded|elasticsearch]

Asks the library in HUB_DATA_DIR (run the demo or an import first); Elasticsearch at ELASTICSEARCH_URL, else started
for this and filled. Each question goes to the page of results in one of five languages and to the API.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.search_elasticsearch import a_server, quantile  # noqa: E402
from benchmarks.search_engines import NAMES  # noqa: E402
from hub.elasticsearch_server import NoServerError  # noqa: E402
from search import engine, indexing  # noqa: E402
from tests.search.hostile import queries  # noqa: E402

LANGUAGES = ("en", "ar", "fr", "es")
# What a question may be answered with: the API refuses what makes no sense.
FINE = {200, 400}


def ask(name: str, many: int) -> int:
    """All questions of one engine; returns how many were answered with an error."""
    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    counted: dict[str, Counter[int]] = {"page": Counter(), "API": Counter()}
    taken: dict[str, list[float]] = {"page": [], "API": []}
    for at, query in enumerate(queries(many)):
        for what, address in (("page", f"/{LANGUAGES[at % len(LANGUAGES)]}/search/"), ("API", "/api/v1/search")):
            begun = time.perf_counter()
            counted[what][client.get(f"{address}?{query}").status_code] += 1
            taken[what].append((time.perf_counter() - begun) * 1000)
    note = f"load {os.getloadavg()[0]:.1f}{', FELL BACK' if engine.breaker(engine.current()).is_open else ''}"
    for what, statuses in counted.items():
        said = ", ".join(f"{status}: {times}" for status, times in sorted(statuses.items()))
        print(
            f"{name:16}{what:6}{sum(statuses.values()):7}   {said:28}{statistics.median(taken[what]):9.0f}"
            f"{quantile(taken[what], 0.99):9.0f}{max(taken[what]):9.0f}   {note}"
        )
    return sum(times for each in counted.values() for status, times in each.items() if status not in FINE)


def main() -> int:
    """Ask and print; 1 where anything was answered with an error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--many", type=int, default=5000)
    parser.add_argument("--engine", choices=NAMES, default="both")
    options = parser.parse_args()
    if not Path(settings.SEARCH_INDEX_PATH).exists():
        print("There is no library to ask: run the demo first, or set HUB_DATA_DIR.")
        return 1
    # Refusals of the API are expected here, by the hundred.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    settings.SEARCH_ENGINE, wrong = "embedded", 0
    indexing.drain()
    print(f"{'':22}{'asked':>7}   {'answered with':28}{'ms':>9}{'p99':>9}{'longest':>9}", flush=True)
    for name in NAMES[options.engine]:
        with ExitStack() as stack:
            try:
                if name == "elasticsearch":
                    use(stack.enter_context(a_server()), stack)
            except NoServerError as reason:
                print(f"No real server: {reason}")
                return 1
            wrong += ask(name, options.many)
    return min(wrong, 1)


def use(urls: tuple[str, ...], stack: ExitStack) -> None:
    """Let Elasticsearch answer; what is written to it is removed afterwards."""
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = "elasticsearch", list(urls)
    settings.ELASTICSEARCH_PREFIX, settings.ELASTICSEARCH_READ_TIMEOUT = f"hostile{os.getpid()}", 30.0
    found: Any = engine.current()
    indexing.put_right(found, (), timezone.now(), anew=True)
    for name in found.generations.existing():
        stack.callback(found.connection.writing.indices.delete, index=name)


if __name__ == "__main__":
    sys.exit(main())
