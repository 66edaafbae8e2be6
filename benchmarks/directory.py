"""What the pages of the directory cost beside a view that does nothing, with few trainers and with ten thousand.

    python -m benchmarks.directory [--trainers 10000] [--seconds 3]

Copies the database of HUB_DATA_DIR (run the demo first) and fills the copy with trainers like those it has.
One process, one thread, no network. `first look` is the first after a change, when the directory is read anew.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
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

NOTHING = "/-/health/"
FILTERS = "?language=en&topic=digital-security&format=online"
PAGES = {
    "nothing (baseline)": NOTHING,
    "directory": "/en/trainers/",
    "three filters": f"/en/trainers/{FILTERS}",
    "three filters, ar": f"/ar/trainers/{FILTERS}",
    "nearest first": f"/en/trainers/{FILTERS}&country=KE&sort=near",
    "page 7, by name": f"/en/trainers/{FILTERS}&sort=name&page=7",
    "API, three filters": f"/api/v1/trainers{FILTERS}",
}


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


def measure(client: Client, address: str, seconds: float) -> tuple[float, float, float, int]:
    """Milliseconds of CPU of the first look after a change and of a warm one; queries of both."""
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
        client.get(address)
    warm, times = len(log), []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
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
                first, median, cold, warm = measure(client, address, given.seconds)
                base = base or median
                share = base / median
                print(f"{name:<22}{first:>15.0f}{median:>9.1f}{1 / share:>11.1f}{share:>12.3f}{cold:>6}/{warm}")
    finally:
        shutil.rmtree(COPY, ignore_errors=True)


if __name__ == "__main__":
    main()
