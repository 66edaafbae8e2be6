"""What readers get while Elasticsearch refuses, hangs or talks nonsense, and how soon it is back in use by itself.

    python -m benchmarks.search_failure [--searches 20]

Reads the database and the embedded index of HUB_DATA_DIR (run the demo or an import first). Elasticsearch is played by
a server that fails in each way in turn; then by a real one that is stopped under load and started again.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from hub.elasticsearch_server import LocalServer, NoServerError  # noqa: E402
from search import indexing  # noqa: E402
from tests.search.faults import MODES, failing  # noqa: E402

QUESTIONS = ("password", "digital security", "risk analysis", "stress", "phishing", "travel")
SHOWN = "working on its reserve"
LONGEST_WAIT = 60.0


def ask(client: Client, searches: int) -> tuple[list[float], int, int]:
    """Milliseconds of each search, how many were not 200, how many said that the reserve answered."""
    times, wrong, said = [], 0, 0
    for turn in range(searches):
        begun = time.perf_counter()
        page = client.get("/en/search/", {"q": QUESTIONS[turn % len(QUESTIONS)]}, HTTP_HOST="127.0.0.1")
        times.append((time.perf_counter() - begun) * 1000)
        wrong += page.status_code != 200
        said += SHOWN in page.content.decode()
    return times, wrong, said


def line(name: str, first: float, median: float, base: float, *rest: object) -> None:
    """One row of the table."""
    print(f"{name:24}{first:10.0f}{median:10.0f}{median / base:10.2f}" + "".join(f"{each!s:>12}" for each in rest))


def use(*urls: str) -> None:
    """Let Elasticsearch be at these addresses, seen for the first time."""
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = "elasticsearch", list(urls)
    settings.ELASTICSEARCH_PREFIX = f"drill{os.getpid()}"


def faults(client: Client, searches: int, base: float) -> None:
    """Each way to fail in turn."""
    for mode in ("refused", *MODES):
        with failing(mode) as server:
            use(server.url)
            (first, *_rest), wrong_first, _said = ask(client, 1)
            came = server.came
            times, wrong, said = ask(client, searches)
            line(mode, first, statistics.median(times), base, wrong + wrong_first, f"{said}/{searches}", came)


def real(client: Client, searches: int, base: float) -> None:
    """A real server: in use, stopped, started again at the same place, in use again."""
    server = LocalServer(heap="256m").start()
    try:
        use(*server.urls)
        begun = time.perf_counter()
        indexing.rebuild()
        print(f"\nbuilt in {time.perf_counter() - begun:.1f} s (both engines)")
        times, wrong, said = ask(client, searches)
        line("real, answering", times[0], statistics.median(times), base, wrong, f"{said}/{searches}", "")
        server.kill(1)
        times, wrong, said = ask(client, searches)
        line("real, killed", times[0], statistics.median(times), base, wrong, f"{said}/{searches}", "")
        server.restart()
        back = time.perf_counter()
        while ask(client, 1)[2] and time.perf_counter() - back < LONGEST_WAIT:
            call_command("tick", verbosity=0)
            time.sleep(0.5)
        print(f"in use again {time.perf_counter() - back:.1f} s after it was there")
    finally:
        server.stop()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--searches", type=int, default=20)
    searches = parser.parse_args().searches
    if not Path(settings.SEARCH_INDEX_PATH).exists():
        print("There is no index to measure: run the demo first, or set HUB_DATA_DIR.")
        return 1
    settings.SEARCH_ENGINE, settings.SEARCH_UPDATES_BESIDE = "embedded", False
    client = Client()
    ask(client, 2)
    base = statistics.median(ask(client, searches)[0])
    print(f"embedded alone: {base:.0f} ms\n")
    heads = ("first ms", "then ms", "× alone", "  not 200", "  said so", "     came")
    print(
        f"{'Elasticsearch':24}"
        + "".join(f"{each:>10}" for each in heads[:3])
        + "".join(f"{each:>12}" for each in heads[3:])
    )
    faults(client, searches, base)
    try:
        real(client, searches, base)
    except NoServerError as reason:
        print(f"No real server: {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
