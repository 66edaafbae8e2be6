"""Public pages beside a view that does nothing, in one run: from memory, “not modified”, and made anew.

    python -m benchmarks.pages [--seconds 3]

Reads the database and index of HUB_DATA_DIR (run the demo first). One process, one thread, no network:
Django's test client calls the whole middleware chain, for the view that does nothing as for all others: it answers
an empty text, and no middleware passes it over. Milliseconds are of the processor, so that other work beside it
changes little; ratios count, not the figures of one machine. “kept” and “304” are with the pages kept in memory,
“made” with HUB_PAGE_CACHE=0: the share of the speed of the view that does nothing. “first” is the one reader who
comes after an editor has written something: nothing is kept for them. The lines above the pages say where an empty
page of Wagtail's and a plain template stand in the same run (see orientation.py).
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks import orientation  # noqa: E402
from hub import versions  # noqa: E402
from hub.kept import VERSIONS  # noqa: E402
from resources.models import ChapterPage, GuidePage  # noqa: E402
from trainers.models import Trainer  # noqa: E402

STEPS = 12
FIRST = 5


class Cost(NamedTuple):
    """What one address costs: processor milliseconds, queries, status, bytes."""

    cpu: float
    queries: int
    status: int
    size: int


def pages() -> Iterator[tuple[str, str]]:
    """What is measured: a name and an address each."""
    yield "home, en", "/en/"
    yield "home, ar", "/ar/"
    for name, model in (("longest chapter, en", ChapterPage), ("longest guide, en", GuidePage)):
        page = model.objects.live().filter(locale__language_code="en").order_by("-rendering__words").first()
        if page is not None:
            yield name, page.url
    yield "library, en", "/en/resources/"
    yield "search, en, two words", "/en/search/?q=strong+password"
    yield "search, ar, three words", "/ar/search/?q=كلمة+مرور+قوية"
    yield "browse by topic, en", "/en/search/?topic=phishing"
    yield "directory, es", "/es/trainers/"
    yield "directory, filtered", "/en/trainers/?language=es&topic=digital-security"
    trainer = Trainer.objects.first()
    if trainer is not None:
        yield "profile, en", f"/en/trainers/{trainer.public_id}/"


def measure(client: Client, address: str, seconds: float, **headers: str) -> Cost:
    """One address after a warm-up."""
    for _ in range(2):
        answer = client.get(address, headers=headers)
    with CaptureQueriesContext(connection) as log:
        client.get(address, headers=headers)
    queries = len(log)  # counted now: the next request forgets them
    times: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(times) < STEPS:
        begun = time.process_time()
        client.get(address, headers=headers)
        times.append(time.process_time() - begun)
    if answer.status_code not in {200, 304}:
        sys.exit(f"{address} answered {answer.status_code}")
    return Cost(statistics.median(times) * 1000, queries, answer.status_code, len(answer.content))


def first(client: Client, address: str) -> float:
    """What the first reader after a change waits for, in processor milliseconds."""
    times: list[float] = []
    for _ in range(FIRST):
        for name in (*VERSIONS, "directory"):
            versions.touch(name)
        begun = time.process_time()
        client.get(address)
        times.append(time.process_time() - begun)
    return statistics.median(times) * 1000


def beside(client: Client, nothing_at: str, others: dict[str, str], seconds: float) -> Iterator[str]:
    """The lines that say what is not ours."""
    for name, address in others.items():
        nothing = measure(client, nothing_at, seconds / 2).cpu
        found = measure(client, address, seconds)
        yield f"{name:<26}{nothing:>8.2f}{found.cpu:>9.2f}{nothing / found.cpu:>8.3f}{found.queries:>9}{found.size:>36}"


def line(client: Client, nothing_at: str, address: str, seconds: float) -> str:
    """The figures of one page, each beside the view that does nothing as it is at that moment."""
    settings.HUB_PAGE_CACHE = False
    anew = first(client, address)
    nothing = measure(client, nothing_at, seconds / 2).cpu
    made = measure(client, address, seconds)
    settings.HUB_PAGE_CACHE = True
    kept = measure(client, address, seconds / 2)
    etag = client.get(address).headers.get("ETag")
    same = measure(client, address, seconds / 2, if_none_match=etag) if etag else None
    again = f"{nothing / same.cpu:>9.2f}" if same and same.status == 304 else f"{'–':>9}"
    share = f"{nothing / kept.cpu:>9.2f}" if etag else f"{'–':>9}"
    figures = f"{nothing:>8.2f}{made.cpu:>9.1f}{nothing / made.cpu:>8.3f}{made.queries:>9}{anew:>9.1f}"
    return f"{figures}{share}{again}{made.size:>9}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    seconds = parser.parse_args().seconds
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    print(f"load {os.getloadavg()[0]:.1f}; milliseconds of the processor; shares of “nothing”")
    names = f"{'made':>8}{'queries':>9}{'first ms':>9}{'kept':>9}{'304':>9}{'bytes':>9}"
    print(f"{'page':<26}{'nothing':>8}{'made ms':>9}{names}")
    with orientation.addresses() as known:
        with orientation.empty_page() as empty:
            for each in beside(client, known["nothing"], {**known, **empty}, seconds):
                print(each, flush=True)
        for name, address in pages():
            print(f"{name:<26}{line(client, known['nothing'], address, seconds)}", flush=True)


if __name__ == "__main__":
    main()
