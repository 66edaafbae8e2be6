"""What texts to take along cost: e-books, books on paper, sets of texts; and what EPUBCheck says of every e-book.

    python -m benchmarks.taking_along [--papers 5] [--check]

Reads the site in HUB_DATA_DIR and writes nothing to it. `--check` runs EPUBCheck over all e-books (Java, Maven).
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402
from wagtail.models import Page  # noqa: E402

from hub.querysets import as_read  # noqa: E402
from resources import counts  # noqa: E402
from resources.downloads import epub, gathering, packing, packs, paper  # noqa: E402
from resources.downloads.packing import Set  # noqa: E402

AT_A_TIME = 100


def texts() -> Iterator[Any]:
    """Every public text, chapters within their manuals."""
    ids = list(counts.texts().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_A_TIME):
        yield from as_read(Page.objects.filter(pk__in=ids[start : start + AT_A_TIME]))


def row(name: str, *cells: object) -> None:
    """A line of the table."""
    print(f"{name:<44}" + "".join(f"{cell!s:>14}" for cell in cells))


def books(folder: Path) -> list[tuple[int, Any]]:
    """Make every e-book; answers the texts with their number of parts, the longest first."""
    took, sizes, found = [], [], []
    for number, page in enumerate(texts()):
        begun = time.process_time()
        book = gathering.book(page)
        content = epub.packed(book)
        took.append(time.process_time() - begun)
        sizes.append(len(content))
        found.append((len(book.parts), page))
        (folder / f"{number}.epub").write_bytes(content)
    median, most = statistics.median(took), max(took)
    row(f"{len(took)} e-books", f"{median * 1000:.0f} ms", f"{most * 1000:.0f} ms", f"{sum(sizes) / 1e6:.0f} MB")
    return sorted(found, key=lambda each: -each[0])


def papers(found: list[tuple[int, Any]], many: int) -> None:
    """Print the longest, each twice: the same bytes."""
    took, alike = [], 0
    for _parts, page in found[:many]:
        book = gathering.book(page)
        begun = time.monotonic()
        first = paper.printed(book)
        took.append(time.monotonic() - begun)
        alike += paper.printed(book) == first
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    row(f"{len(took)} longest on paper", f"{statistics.median(took):.1f} s", f"{max(took):.1f} s", f"{memory:.0f} MB")
    print(f"  twice the same bytes: {alike} of {len(took)}; up to {found[0][0]} parts")


def sets() -> None:
    """Make the set of each language."""
    for language in sorted(counts.by_language()):
        wanted = Set(language)
        ids = packing.texts(wanted)
        begun = time.process_time()
        content = packs.packed(packing.pack(wanted, ids), lambda _sums: "")
        row(f"{len(ids)} texts, {language}", f"{time.process_time() - begun:.1f} s", "", f"{len(content) / 1e6:.1f} MB")


def check(folder: Path) -> None:
    """EPUBCheck's word on every e-book."""
    program = settings.BASE_DIR / "tools" / "epubcheck" / "epubcheck.sh"
    done = subprocess.run([program, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"EPUBCheck: NOT MEASURED: {done.stderr.strip()}")
        return
    *messages, total = done.stdout.strip().splitlines()
    print("\n".join(messages[:20]))
    _word, many, errors, warnings = total.split("\t")
    print(f"EPUBCheck: {many} e-books, {errors} errors, {warnings} warnings")


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--papers", type=int, default=5)
    options.add_argument("--check", action="store_true")
    asked = options.parse_args()
    if not counts.by_language():
        print("NOT MEASURED: there is no library in HUB_DATA_DIR.")
        return 1
    row("", "median", "most", "size/memory")
    with tempfile.TemporaryDirectory() as name:
        found = books(Path(name))
        papers(found, asked.papers)
        sets()
        if asked.check:
            check(Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
