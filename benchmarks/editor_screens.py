"""Queries and processor time of the editors' screens, beside an empty page of the admin, in one run.

    python -m benchmarks.editor_screens [--turns 5]

Reads the database of HUB_DATA_DIR (import a real library first). A folder of 1,000 pages and a translation
are made for the run and taken back; nothing is kept. One process, no network; ratios count.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402
from wagtail_localize.models import Translation  # noqa: E402
from wagtail_localize.operations import translate_object  # noqa: E402

from accounts.models import User  # noqa: E402
from home.trees import ensure_tree  # noqa: E402
from resources.models import ChapterPage, ManualPage, ResourceIndexPage  # noqa: E402

FOLDER = 1000
INTO = "tr"
# The bin of a site where nobody deleted anything: menu, head and one sentence.
NOTHING = "/admin/bin/"
TURNS_OF_THE_DATABASE = ("BEGIN", "SAVEPOINT", "RELEASE")


def folder(library: Page) -> Page:
    """A manual with 1,000 chapters."""
    book = library.add_child(instance=ManualPage(title="Thousand", slug="a-thousand", locale=library.locale))
    for number in range(FOLDER):
        title = f"Chapter {number}"
        book.add_child(instance=ChapterPage(title=title, slug=f"chapter-{number}", locale=library.locale))
    return book


def submitted(page: Any) -> Page:
    """The page that stands for a text in a language into which it is translated sentence by sentence."""
    ensure_tree(INTO)
    locale = Locale.objects.get(language_code=INTO)
    translate_object(page.get_parent().specific, [locale])
    translate_object(page, [locale])
    row = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)
    found: Page = row.get_target_instance()
    return found


def screens() -> Iterator[tuple[str, str]]:
    """What is measured: a name and an address each."""
    yield "nothing (baseline)", NOTHING
    yield "first screen", "/admin/"
    library = ResourceIndexPage.objects.get(locale__language_code="en")
    longest = ChapterPage.objects.live().filter(locale=library.locale).order_by("-rendering__words").first()
    yield f"explorer, {library.numchild} texts", f"/admin/pages/{library.pk}/"
    yield f"explorer, {FOLDER} pages", f"/admin/pages/{folder(library).pk}/"
    if longest is not None:
        yield "editor, longest chapter", f"/admin/pages/{longest.pk}/edit/"
        target = submitted(longest)
        yield "its sentences (localize)", f"/admin/pages/{target.pk}/edit/"
        yield "its sentences (ours)", f"/admin/pages/{target.pk}/sentences/"
    yield "report on translations", "/admin/reports/languages/"


def measure(client: Client, address: str, turns: int) -> tuple[int, float]:
    """Queries, and the median of processor milliseconds, after a warm-up."""
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as log:
        client.get(address)
    queries = sum(not each["sql"].startswith(TURNS_OF_THE_DATABASE) for each in log.captured_queries)
    times = []
    for _turn in range(turns):
        begun = time.process_time()
        client.get(address)
        times.append(time.process_time() - begun)
    return queries, statistics.median(times) * 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--who", default="editor", help="the name of an account (the demo has “editor”)")
    options = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    with transaction.atomic():
        client = Client()
        client.force_login(User.objects.get(username=options.who))
        print(f"{'screen':<28}{'queries':>9}{'CPU ms':>9}{'× nothing':>11}", flush=True)
        base = 0.0
        for name, address in screens():
            queries, spent = measure(client, address, options.turns)
            base = base or spent
            print(f"{name:<28}{queries:>9}{spent:>9.0f}{spent / base:>11.1f}", flush=True)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
