"""What the pages of the directory cost beside a view that does nothing, with few trainers and with ten thousand.

    python -m benchmarks.directory [--trainers 10000] [--seconds 3]

Copies the database of HUB_DATA_DIR (run the demo first) and fills the copy with trainers like those it has.
One process, one thread, no network. `first look` is the first after a change, when the directory is read anew;
`three new filters` asks each time for three that nobody asked together before, all others for the same again.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
GIVEN = Path(os.environ.get("HUB_DATA_DIR", "var"))
COPY = Path(tempfile.mkdtemp(prefix="directory-"))
for part in ("hub.sqlite3", "search.sqlite3", "keys", "static"):
    if (GIVEN / part).is_dir():
        shutil.copytree(GIVEN / part, COPY / part)
    elif (GIVEN / part).exists():
        shutil.copy(GIVEN / part, COPY / part)
os.environ["HUB_DATA_DIR"] = str(COPY)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from hub import versions  # noqa: E402
from trainers.models import Trainer  # noqa: E402
from vocabulary.models import Concept  # noqa: E402

NOTHING = "/-/health/"
FILTERS = "?language=en&topic=digital-security&format=online"
PAGES = {
    "nothing (baseline)": NOTHING,
    "directory": "/en/trainers/",
    "three filters": f"/en/trainers/{FILTERS}",
    "three new filters": "",
    "three filters, ar": f"/ar/trainers/{FILTERS}",
    "nearest first": f"/en/trainers/{FILTERS}&country=KE&sort=near",
    "page 7, by name": f"/en/trainers/{FILTERS}&sort=name&page=7",
    "words": f"/en/trainers/{FILTERS}&q=kenya",
    "coverage": "/en/trainers/coverage/?language=en",
    "feed": f"/en/trainers/feed.xml{FILTERS}",
    "API, three filters": f"/api/v1/trainers{FILTERS}",
}
NEW = "three new filters"
CSV = "/en/trainers/list.csv"


def never_asked() -> Iterator[str]:
    """Three filters that nobody asked together before, while there are such."""
    topics = Concept.objects.of("topic").in_use().values_list("code", flat=True)
    for form, language in itertools.product(("online", "in_person", "hybrid"), ("en", "fr", "es", "ar", "ru", "pt")):
        yield from (f"/en/trainers/?language={language}&topic={topic}&format={form}" for topic in topics)
    sys.exit("There are no more filters that nobody asked for.")


# What the public directory reads of a trainer besides their own row.
BELOW = ("languages", "topics", "at_risk_groups", "worked_in", "summaries", "tiers", "vouching")


def filled(wanted: int) -> int:
    """Copy trainers with what lists show of them until there are enough; how many there are."""
    relations = {each.get_accessor_name(): each for each in Trainer._meta.related_objects}
    tables = {relations[name].related_model._meta.db_table: relations[name].field.column for name in BELOW}
    tables[Trainer.formats.through._meta.db_table] = "trainer_id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id), count(*) FROM {Trainer._meta.db_table}")  # noqa: S608
        last, many = cursor.fetchone()
        for copy in range(1, -(-wanted // many)):
            _copy(cursor, Trainer._meta.db_table, "id", last, copy)
            for table, column in tables.items():
                _copy(cursor, table, column, last, copy)
    return Trainer.objects.count()


def _copy(cursor: Any, table: str, column: str, last: int, copy: int) -> None:
    """Write the rows of the first trainers once more for others."""
    names = [each.name for each in connection.introspection.get_table_description(cursor, table)]
    names = [name for name in names if name != "id" or column == "id"]
    other = {column: f"{column} + {copy * last}", "public_id": f"public_id || '-{copy}'"}
    values = ", ".join(other.get(name, f'"{name}"') for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = f'INSERT INTO "{table}" ({quoted}) SELECT {values} FROM "{table}" WHERE {column} <= {last}'  # noqa: S608
    cursor.execute(sql)


def measure(client: Client, addresses: Iterator[str], seconds: float) -> tuple[float, float, float, int]:
    """Milliseconds of CPU of the first look after a change and of a later one; queries of both."""
    address = next(addresses)
    client.get(address)
    versions.touch("directory")
    with CaptureQueriesContext(connection) as log:
        begun = time.process_time()
        answer = client.get(address)
        first = time.process_time() - begun
    cold = len(log)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as log:
        client.get(next(addresses))
    warm, times = len(log), []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        address = next(addresses)
        begun = time.process_time()
        client.get(address)
        times.append(time.process_time() - begun)
    return first * 1000, statistics.median(times) * 1000, cold, warm


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trainers", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=3.0)
    given = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    try:
        for fill in (Trainer.objects.count, lambda: filled(given.trainers)):
            many = fill()
            print(f"\n{many} trainers")
            print(f"{'page':<22}{'first look ms':>15}{'warm ms':>9}{'× nothing':>11}{'of nothing':>12}{'queries':>11}")
            base = 0.0
            for name, address in PAGES.items():
                asked = never_asked() if name == NEW else itertools.repeat(address)
                first, median, cold, warm = measure(client, asked, given.seconds)
                base = base or median
                share = base / median
                print(f"{name:<22}{first:>15.0f}{median:>9.1f}{1 / share:>11.1f}{share:>12.3f}{cold:>6}/{warm}")
            begun = time.process_time()
            size = len(client.get(CSV).getvalue())
            print(f"everyone as CSV: {size / 1000:.0f} kB in {time.process_time() - begun:.2f} s")
    finally:
        shutil.rmtree(COPY, ignore_errors=True)


if __name__ == "__main__":
    main()
