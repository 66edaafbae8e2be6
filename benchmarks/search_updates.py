"""How soon what is published is found, and what building the whole index takes, with each engine.

    python -m benchmarks.search_updates [--publishes 20] [--engine both|embedded|elasticsearch]

Reads and writes HUB_DATA_DIR: give it a copy of an imported library. A guide is made, published again and again with
a new word through the editor's own form, each time from the POST to the first search that finds the word, and deleted.
Elasticsearch at ELASTICSEARCH_URL, else started for this. Memory is the peak of this process, the libraries included.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Page  # noqa: E402

from accounts.models import User  # noqa: E402
from benchmarks.search_elasticsearch import a_server  # noqa: E402
from benchmarks.search_engines import NAMES  # noqa: E402
from hub.elasticsearch_server import NoServerError  # noqa: E402
from search import answers, engine, indexing  # noqa: E402
from search.engines.protocol import SearchEngine  # noqa: E402
from search.request import SearchRequest  # noqa: E402
from tests.factories import resources as library  # noqa: E402
from tests.publishing.test_conflicts import fields, form_of  # noqa: E402

LONGEST_WAIT = 30.0
SLUG = "a-guide-that-is-measured"


def use(name: str, urls: tuple[str, ...]) -> SearchEngine:
    """Let readers be answered by an engine."""
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = name, list(urls)
    settings.ELASTICSEARCH_PREFIX = f"updates{os.getpid()}"
    return engine.current()


def megabytes(found: Any) -> float:
    """What the index takes on the disk."""
    if found.name == "embedded":
        return Path(settings.SEARCH_INDEX_PATH).stat().st_size / 1e6
    names, client = ",".join(found.generations.existing()), found.connection.writing
    total = client.indices.stats(index=names, metric="store")["_all"]["total"]
    return float(total["store"]["size_in_bytes"]) / 1e6


def build(found: SearchEngine) -> None:
    """One engine's index, whole, as `manage.py rebuild_search` and the timer build it."""
    begun, spent = time.monotonic(), time.process_time()
    indexing.put_right(found, (), timezone.now(), anew=True)
    took, cpu = time.monotonic() - begun, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    health = found.health()
    print(
        f"{found.name:16}{took:8.1f} s{cpu:8.1f} s of our CPU{peak:8.0f} MB of memory{megabytes(found):8.0f} MB of disk"
        f"   {health.pages} pages, {health.passages} passages, load {os.getloadavg()[0]:.1f}"
    )


def publish(found: SearchEngine, client: Client, page: Page, publishes: int) -> None:
    """From the POST of Publish to the first search that finds the word."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    posted, seen = [], []
    for turn in range(publishes):
        word = f"zq{os.getpid()}x{turn}"
        sent = {**form_of(client, page), **fields("A guide that is measured", f"Words and {word}."), "slug": SLUG}
        begun = time.perf_counter()
        answer = client.post(address, {**sent, "action-publish": "1"})
        posted.append(time.perf_counter() - begun)
        if answer.status_code != 302:
            sys.exit(f"Publishing was answered with {answer.status_code}.")
        while not any(row.url for row in answers.answer(SearchRequest(word, exactly=True), "en").rows):
            if time.perf_counter() - begun > LONGEST_WAIT:
                sys.exit(f"{found.name}: not found within {LONGEST_WAIT:.0f} s.")
        seen.append(time.perf_counter() - begun)
    print(
        f"{found.name:16}{statistics.median(posted) * 1000:8.0f}{statistics.median(seen) * 1000:8.0f}"
        f"{max(seen) * 1000:8.0f}{(statistics.median(seen) - statistics.median(posted)) * 1000:8.0f}"
        f"{sum(each < 1 for each in seen):6} of {publishes}, load {os.getloadavg()[0]:.1f}"
    )


def measure(names: tuple[str, ...], urls: tuple[str, ...], publishes: int) -> None:
    """Both tables."""
    print("the whole index")
    for name in names:
        build(use(name, urls))
    user = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("measures", "", "x" * 20)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    page = library.published(slug=SLUG, title="A guide that is measured")
    print(f"\n{'published, ms':16}{'POST':>8}{'found':>8}{'longest':>8}{'after':>8}{'< 1 s':>8}")
    try:
        for name in names:
            publish(use(name, urls), client, page, publishes)
    finally:
        Page.objects.get(pk=page.pk).delete()
        indexing.drain()
        if "elasticsearch" in names:
            found: Any = use("elasticsearch", urls)
            for index in found.generations.existing():
                found.connection.writing.indices.delete(index=index)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--publishes", type=int, default=20)
    parser.add_argument("--engine", choices=NAMES, default="both")
    options = parser.parse_args()
    if not Path(settings.SEARCH_INDEX_PATH).exists():
        print("There is no library to measure: run an import first, or set HUB_DATA_DIR.")
        return 1
    with ExitStack() as stack:
        try:
            remote = "elasticsearch" in NAMES[options.engine]
            urls = stack.enter_context(a_server()) if remote else ()
        except NoServerError as reason:
            print(f"No real server: {reason}")
            return 1
        measure(NAMES[options.engine], urls, options.publishes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
