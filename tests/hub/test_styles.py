"""The style files of every page as one file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client

from hub import styles

LINK = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)"')


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A site's folder of its own."""
    settings.HUB_DATA_DIR = tmp_path
    return tmp_path


def test_parts_are_joined_in_their_order_and_paper_is_for_paper() -> None:
    text = styles.joined(
        ["/* a\n b */\n@layer one, two;\n", "  a::after {\n    content: ' x ';\n  }\n"], "@layer two { b {} }"
    )
    assert text == "@layer one, two;\na::after {\ncontent: ' x ';\n}\n@media print {\n@layer two { b {} }\n}\n"


def test_every_page_asks_for_one_style_file_that_holds_every_rule(folder: Path, client: Client) -> None:
    assert LINK.findall(render_to_string("partials/styles.html")) == [styles.NAME]
    found = Path(str(finders.find(styles.NAME)))
    assert found.is_relative_to(folder)
    text = found.read_text("utf-8")
    for name in (*styles.PARTS, styles.PAPER):
        rules = [line.strip() for line in Path(str(finders.find(f"css/{name}.css"))).read_text("utf-8").splitlines()]
        assert all(rule in text for rule in rules if rule and "/*" not in rule), name
    assert text.index("@layer tokens, base, layout, components, print;") == 0
    assert text.count("{") == text.count("}")
    assert client.get(f"/static/{styles.NAME}").status_code == 200


def test_a_changed_part_changes_the_file_and_an_unchanged_one_leaves_it(
    folder: Path, settings: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = tmp_path_factory.mktemp("base") / "static" / "css"
    source.mkdir(parents=True)
    for name in (*styles.PARTS, styles.PAPER):
        (source / f"{name}.css").write_text(f".{name} {{}}\n", "utf-8")
    settings.BASE_DIR = source.parents[1]
    finder = styles.OneStyleFinder()
    path = Path(str(finder.find(styles.NAME)))
    before = path.stat()
    assert ".base {}" in path.read_text("utf-8")
    finder.find(styles.NAME)
    assert path.stat().st_ino == before.st_ino
    (source / "base.css").write_text(".other {}\n", "utf-8")
    assert finder.find(styles.NAME, find_all=True) == [str(path)]
    assert ".other {}" in path.read_text("utf-8")
    assert finder.find("css/base.css") == []


def test_collecting_gives_it_a_name_that_browsers_may_keep(folder: Path, settings: Any) -> None:
    settings.STATIC_ROOT = str(folder / "static")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    (made,) = (folder / "static" / "css").glob("site.*[0-9a-f].css")
    assert re.fullmatch(r"site\.[0-9a-f]{12}\.css", made.name)
    assert re.search(rf"/static/css/{re.escape(made.name)}", render_to_string("partials/styles.html"))
    assert made.with_suffix(".css.gz").is_file()
