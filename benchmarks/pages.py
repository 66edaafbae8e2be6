"""Requests per second and queries of the public pages, beside a view that does nothing, in one run.

    python -m benchmarks.pages [--seconds 3]

Reads the database and index of HUB_DATA_DIR (run the demo first). One process, one thread, no network:
Django's test client calls the whole middleware chain. Ratios count, not the figures of one machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from resources.models import ChapterPage  # noqa: E402
from trainers.models import Trainer  # noqa: E402

NOTHING = "/-/health/"


def pages() -> Iterator[tuple[str, str]]:
    """What is measured: a name and an address each."""
    yield "nothing (baseline)", NOTHING
    yield "home, en", "/en/"
    yield "home, ar", "/ar/"
    chapter = ChapterPage.objects.live().filter(locale__language_code="en").order_by("-rendering__words").first()
    if chapter is not None:
        yield "longest chapter, en", chapter.url
    yield "library, en", "/en/resources/"
    yield "search, en, two words", "/en/search/?q=strong+password"
    yield "search, ar, three words", "/ar/search/?q=كلمة+مرور+قوية"
    yield "browse by topic, en", "/en/search/?topic=phishing"
    yield "directory, es", "/es/trainers/"
    yield "directory, filtered", "/en/trainers/?language=es&topic=digital-security"
    trainer = Trainer.objects.first()
    if trainer is not None:
        yield "profile, en", f"/en/trainers/{trainer.public_id}/"


def measure(client: Client, address: str, seconds: float) -> tuple[float, float, int, int]:
    """Requests per second, median milliseconds, queries, bytes of one page after a warm-up."""
    for _ in range(2):
        answer = client.get(address)
    with CaptureQueriesContext(connection) as log:
        client.get(address)
    queries = len(log)  # counted now: the next request forgets them
    times: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        begun = time.perf_counter()
        client.get(address)
        times.append(time.perf_counter() - begun)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    return len(times) / sum(times), statistics.median(times) * 1000, queries, len(answer.content)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    seconds = parser.parse_args().seconds
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    print(f"{'page':<26}{'req/s':>9}{'median ms':>11}{'× nothing':>11}{'queries':>9}{'bytes':>9}")
    base = 0.0
    for name, address in pages():
        rate, median, queries, size = measure(client, address, seconds)
        base = base or median
        print(f"{name:<26}{rate:>9.1f}{median:>11.1f}{median / base:>11.1f}{queries:>9}{size:>9}")


if __name__ == "__main__":
    main()
