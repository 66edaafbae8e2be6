"""The real texts beside the project, faults and all: a slice of them through the whole house."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from wagtail.models import Page

from resources.exporting.run import export_folder
from resources.importing import front_matter
from resources.importing.blocks import body
from resources.importing.folder import read_bytes, scan, text_of
from resources.importing.inline import Context
from resources.importing.links import ToAddress, ToPage
from resources.importing.report import Outcome
from resources.importing.run import import_folder
from resources.models import ImportRecord
from resources.values import Notice

LITTLE_MARKUP = re.compile(r"\*\*|(?<!\\)\]\((?:https?:|\.\.?/)")


class Everything:
    """A site on which every link and picture leads somewhere."""

    def page(self, to: ToPage) -> int | None:
        return 5

    def address(self, path: str) -> int | None:
        return None

    def picture(self, path: str) -> int | None:
        return 7

    def document(self, path: str) -> int | None:
        return 8

    def headings(self, to: ToPage | ToAddress) -> list[str]:
        return []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["resources", "resources_more"])
def test_every_file_can_be_read_and_reads_well(shared_data: Path, name: str) -> None:
    root = shared_data / name
    found = scan(root)
    assert not found.failed
    marked = total = 0
    for source in found.files():
        head, words = front_matter.split(text_of(read_bytes(root, source.path)))
        title = front_matter.check(front_matter.parse(head), lambda _words: None).title
        for block in body(words, Context(source.path, Everything(), lambda _words: None), title):
            total += 1
            marked += block.kind != "code" and bool(LITTLE_MARKUP.search(str(block.value)))
    assert total > 5_000
    assert marked < total * 0.005  # faults that no reading can mend


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("name", "every"), [("resources", 40), ("resources_more", 30)])
def test_a_slice_goes_in_and_out_and_in(shared_data: Path, tmp_path: Path, name: str, every: int) -> None:
    for folder in sorted((shared_data / name).iterdir())[::every]:
        shutil.copytree(folder, tmp_path / "in" / folder.name)
    first = import_folder(tmp_path / "in")
    assert set(first.counts) == {Outcome.CREATED}
    pages = Page.objects.filter(pk__in=ImportRecord.objects.values("page"))
    assert pages.live().count() == first.counts[Outcome.CREATED]
    notices: list[Notice] = []
    export_folder(tmp_path / "out", hear=notices.append)
    assert notices == []
    for folder in ("in", "out"):
        assert set(import_folder(tmp_path / folder).counts) == {Outcome.UNCHANGED}
