"""What a folder holds, and what is refused in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from resources.importing.characters import clean
from resources.importing.faults import Fault
from resources.importing.folder import MAX_BYTES, chapter_slug, read_bytes, scan, text_of
from tests.factories.folders import folder, small_library, text


def test_resources_languages_and_chapters_in_order(tmp_path: Path) -> None:
    found = scan(small_library(tmp_path), "fr")
    assert [resource.slug for resource in found.resources] == ["border", "packing", "phones"]
    phones = found.resources[2]
    assert [edition.language.tag for edition in phones.editions] == ["fr", "en"]
    assert [source.resource_id for source in phones.editions[1].files] == ["phones", "phones/locks", "phones/apps"]
    assert not found.failed


def test_tags_in_any_spelling(tmp_path: Path) -> None:
    found = scan(folder(tmp_path, {"a/zh_HANT.md": text("A"), "a/PT-br.md": text("A")}))
    assert sorted(e.language.tag for e in found.resources[0].editions) == ["pt-BR", "zh-Hant"]


@pytest.mark.parametrize(
    ("files", "path", "reason"),
    [
        ({"a/xx.md": "", "a/en.md": ""}, "a/xx.md", "“xx” is not a language"),
        ({"a/README.md": "", "a/en.md": ""}, "a/README.md", "not a language"),
        ({"a/en.md": "", "a/en/index.md": ""}, "a/en.md", "another text in en"),
        ({"a/zh-Hant.md": "", "a/zh_hant.md": ""}, "a/zh_hant.md", "another text"),
        ({"a b/en.md": ""}, "a b", "not a slug"),
        ({"a/en/index.md": "", "a/en/01-x.md": "", "a/en/02-x.md": ""}, "a/en/02-x.md", "another chapter “x”"),
        ({"a/en/index.md": "", "a/en/01-x y.md": ""}, "a/en/01-x y.md", "not a slug"),
    ],
)
def test_files_that_fail_alone(tmp_path: Path, files: dict[str, str | bytes], path: str, reason: str) -> None:
    found = scan(folder(tmp_path, files))
    assert [(each.path, reason in each.words) for each in found.failed] == [(path, True)]


def test_links_and_special_files_are_never_followed(tmp_path: Path) -> None:
    outside = folder(tmp_path / "outside", {"secret.md": text("Secret"), "images/x.png": b"x"})
    inside = folder(tmp_path / "in", {"a/en.md": text("A")})
    (inside / "a" / "fr.md").symlink_to(outside / "secret.md")
    (inside / "b").symlink_to(outside)
    (inside / "a" / "images").symlink_to(outside / "images")
    os.mkfifo(inside / "a" / "es.md")
    found = scan(inside)
    assert {each.path for each in found.failed} == {"a/fr.md", "b", "a/images", "a/es.md"}
    for path in ("a/fr.md", "a/images/x.png", "../outside/secret.md", "a/es.md/x"):
        with pytest.raises(Fault):
            read_bytes(inside, path)
    assert read_bytes(inside, "a/es.md") == b""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"caf\xe9", "not UTF-8 (byte 4)"),
        ("x".encode("utf-16"), "NUL"),
        (b"a\0b", "NUL"),
        (b"a" * (10 * 1024 * 1024), "larger than"),
        (b"a" * 150_000, "line of more than"),
        (b"[[[[[[[[[\n" * 3_000, "opening brackets"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, reason: str) -> None:
    folder(tmp_path, {"a/en.md": data})
    with pytest.raises(Fault) as failed:
        text_of(read_bytes(tmp_path, "a/en.md"))
    assert reason in failed.value.reason
    assert len(data) <= MAX_BYTES or "KB" in failed.value.reason


def test_text_is_cleaned_but_scripts_keep_their_marks() -> None:
    assert text_of("\ufeffa\r\nb\rc".encode()) == "a\nb\nc"
    assert clean("مي\u200cخواهم\u200f و \u2067abc\u2069 ب") == "مي\u200cخواهم\u200f و \u2067abc\u2069 ب"
    assert clean("pay\u202ednuofrep\u202c x") == "paydnuofrep x"
    assert clean("open \u2067 never closed\nnext") == "open  never closed\nnext"
    assert clean("a\x07\x1b[31mb\x9f") == "a[31mb"


def test_chapter_slugs() -> None:
    names = ["01-what-is.md", "2_two.md", "three.md", "10. ten.md", "2024.md", "01-2-three.md"]
    assert [chapter_slug(name) for name in names] == ["what-is", "two", "three", "ten", "2024", "2-three"]
