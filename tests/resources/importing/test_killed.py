"""Killed at any moment and run again: complete, and nothing twice."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import migrated
from tests.factories.folders import folder, picture_with_secrets, text

ROOT = Path(__file__).resolve().parents[3]
RESOURCES, CHAPTERS = 6, 3
PAGE = "JOIN wagtailcore_page p ON p.id"
COUNTS = {
    "pages": "SELECT count(*) FROM wagtailcore_page WHERE depth > 3",
    "live": "SELECT count(*) FROM wagtailcore_page WHERE depth > 3 AND live",
    "keys": "SELECT count(*) FROM (SELECT DISTINCT translation_key, locale_id FROM wagtailcore_page WHERE depth > 3)",
    "records": "SELECT count(*) FROM resources_importrecord",
    "revisions": f"SELECT count(*) FROM wagtailcore_revision r {PAGE} = r.object_id WHERE p.depth > 3",  # noqa: S608
    "renderings": f"SELECT count(*) FROM resources_rendering r {PAGE} = r.page_id WHERE p.depth > 3",  # noqa: S608
    "images": "SELECT count(*) FROM files_hubimage",
    "identities": "SELECT count(*) FROM resources_resourceidentity",
}


def library(root: Path) -> Path:
    files: dict[str, str | bytes] = {}
    for number in range(RESOURCES):
        slug, next_slug = f"book-{number}", f"book-{(number + 1) % RESOURCES}"
        files[f"{slug}/images/a.png"] = picture_with_secrets("PNG", (20, 20 + number))
        for tag in ("en", "fr"):
            link = f"[next](../../{next_slug}/{tag}/01-part.md)\n\n![a](../images/a.png)"
            files[f"{slug}/{tag}/index.md"] = text(f"Book {number} {tag}", link, kind="manual")
            for chapter in range(1, CHAPTERS + 1):
                name = f"0{chapter}-part.md" if chapter == 1 else f"0{chapter}-part-{chapter}.md"
                files[f"{slug}/{tag}/{name}"] = text(f"Part {chapter}", "## Words\n\nMore words.")
    return folder(root, files)


@pytest.fixture
def data(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The data folder of a site with all its tables, which a run of the tests has kept."""
    folder = tmp_path / "data"
    folder.mkdir()
    request.getfixturevalue("django_db_setup")
    if not migrated.copied_to(folder / "hub.sqlite3"):
        made = start(["migrate", "-v0"], folder)
        made.communicate()
        assert made.returncode == 0
    return folder


def start(command: list[str], data: Path) -> subprocess.Popen[str]:
    env = {**os.environ, "HUB_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "hub.settings.test", "DATABASE_URL": ""}
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def counts(data: Path) -> dict[str, int]:
    with sqlite3.connect(data / "hub.sqlite3") as connection:
        return {name: connection.execute(query).fetchone()[0] for name, query in COUNTS.items()}


@pytest.mark.slow
def test_an_import_that_was_killed_is_finished_by_the_next(tmp_path: Path, data: Path) -> None:
    source = library(tmp_path / "library")
    seen = []
    for lines in (1, 9, 26):
        run = start(["import_resources", str(source), "-v2"], data)
        assert run.stdout
        for _line in range(lines):
            run.stdout.readline()
        run.kill()
        run.wait()
        seen.append(counts(data)["live"])
        time.sleep(0.1)
    assert seen == sorted(seen)
    last = start(["import_resources", str(source)], data)
    report = last.communicate()[0]
    assert last.returncode == 0, report
    files = RESOURCES * 2 * (CHAPTERS + 1)
    assert counts(data) == {
        **dict.fromkeys(("pages", "live", "keys", "records", "revisions", "renderings"), files),
        "images": RESOURCES,
        "identities": RESOURCES * (CHAPTERS + 1),
    }
    again = start(["import_resources", str(source)], data).communicate()[0]
    assert f"0 created, 0 updated, {files} unchanged" in again
