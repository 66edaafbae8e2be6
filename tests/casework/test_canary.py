"""After a whole case is lived on a site of its own: what was written is readable nowhere, and what was erased is gone.

The site runs in a process of its own (`a_life`) with a mark in every field of asking, of the page of the case, of the
desk's answer, and in headers, wrong guesses and errors. Then everything is looked through that it left behind.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "203.0.113.77"


@dataclass(frozen=True)
class Life:
    """A site after its day: its folder, what it printed and logged, and what must not be there."""

    folder: Path
    printed: bytes
    notes: dict[str, Any]

    @property
    def files(self) -> Iterator[Path]:
        """Everything the process wrote, temporary files too."""
        return (path for path in self.folder.rglob("*") if path.is_file())

    def places_of(self, text: str) -> list[str]:
        """Where a text lies, in any writing; the log counts as a file."""
        found = [path.relative_to(self.folder).as_posix() for path in self.files if holds(path.read_bytes(), text)]
        return found + (["what it printed"] if holds(self.printed, text) else [])


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """Let a case live once; all tests look at what is left."""
    folder, notes = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("notes") / "notes.json"
    (folder / "tmp").mkdir()
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.casework.a_life", str(notes)],
        cwd=ROOT,
        env={**kept, "HUB_DATA_DIR": str(folder), "TMPDIR": str(folder / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout.decode()[-4000:]
    return Life(folder, done.stdout, json.loads(notes.read_text("utf-8")))


def writings(text: str) -> Iterator[bytes]:
    """The bytes of a text as it may lie somewhere: plain, wide, in hexadecimal, in base64 wherever it begins."""
    plain = text.encode()
    yield from (plain, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode())
    for before in range(3):
        # Only the signs that the text alone decides.
        encoded = b64encode(b"\x00" * before + plain)
        yield encoded[-(-before * 4 // 3) + (before > 0) : len(encoded) - 4]


def holds(where: bytes, text: str) -> bool:
    """Whether a text lies somewhere, in capitals or not."""
    lowered = where.lower()
    return any(writing.lower() in lowered for writing in writings(text))


def tables(life: Life) -> Iterator[tuple[str, sqlite3.Connection]]:
    """Every table of both databases, read as the next process would, log included."""
    for name in ("hub.sqlite3", "search.sqlite3"):
        with sqlite3.connect(f"file:{life.folder / name}?mode=ro", uri=True) as connection:
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                yield table, connection


def values(life: Life) -> Iterator[tuple[str, bytes]]:
    """Every value of every column of every table."""
    for table, connection in tables(life):
        names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names from the database itself
            for column, value in zip(names, row, strict=True):
                yield f"{table}.{column}", value if isinstance(value, bytes) else str(value).encode()


def test_the_sweep_sees_what_is_there(life: Life, tmp_path: Path) -> None:
    """Not blind: what must be in the files is found, in each writing, in the database and in its log."""
    assert (life.folder / "hub.sqlite3-wal").exists()
    assert life.places_of("Central Unit")
    assert any(b"Central Unit" in value for _column, value in values(life))
    for writing in writings(life.notes["mark"]):
        assert len(writing) > 10
        assert holds(b"before " + writing + b" after", life.notes["mark"])
    for before in ("", "a", "ab", "abc"):
        assert holds(b64encode(f"{before}{life.notes['mark']} after".encode()), life.notes["mark"])


def test_what_was_written_is_readable_in_no_file(life: Life) -> None:
    assert life.places_of(life.notes["mark"]) == []


def test_what_was_written_is_readable_in_no_column(life: Life) -> None:
    assert [column for column, value in values(life) if holds(value, life.notes["mark"])] == []


def test_codes_passphrases_and_the_cookie_are_kept_nowhere(life: Life) -> None:
    assert len(life.notes["links"]) == 6
    secrets = [life.notes["cookie"], *life.notes["links"]]
    for code, phrase in life.notes["kept"]:
        secrets += [code, code.replace(" ", ""), phrase, phrase.replace(" ", "")]
    assert [life.places_of(secret) for secret in secrets] == [[]] * len(secrets)


def test_nobodys_address_is_kept(life: Life) -> None:
    assert life.places_of(ADDRESS) == []


def test_no_line_says_that_somebody_was_there(life: Life) -> None:
    """But where the site itself failed: that line names the page and no time closer than a minute."""
    lines = [line for line in life.printed.decode().splitlines() if "/en/case/" in line or "/en/request/" in line]
    assert lines
    assert all("Internal Server Error" in line for line in lines), lines


def test_nothing_is_kept_in_the_cache(life: Life) -> None:
    secrets = [life.notes["mark"], *(word for pair in life.notes["kept"] for word in pair)]
    assert [value for value in life.notes["cached"] if any(secret in value for secret in secrets)] == []


def test_no_file_is_left_over(life: Life) -> None:
    assert list((life.folder / "tmp").iterdir()) == []
    assert not (life.folder / "media").exists()


def test_what_stays_lies_there_sealed(life: Life) -> None:
    """So that the next test is not blind: this is how a case that was not erased looks."""
    assert life.notes["stays"]
    assert all(life.places_of(sealed) for sealed in life.notes["stays"])


def test_what_was_erased_is_not_even_there_sealed(life: Life) -> None:
    """Neither in a table, nor in the room that a deleted row left, nor in the write-ahead log."""
    assert life.notes["gone"]
    assert [life.places_of(sealed) for sealed in life.notes["gone"] if life.places_of(sealed)] == []
