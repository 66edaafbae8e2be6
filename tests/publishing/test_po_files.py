"""What is no PO file, or was made to harm: refused with a sentence, before anything is looked up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from publishing.catalogue import reading
from publishing.translation import po as one_text
from publishing.translation.po import Refused

Read = Callable[[bytes], polib.POFile]
READERS: list[Read] = [reading.parsed, one_text.read]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "data",
    [
        b"/etc/passwd",
        b'msgstr "an answer to nothing"\n',
        b'msgid "a"\nmsgstr[99999999999999999999] "b"\nmsgid',
        b"PK\x03\x04\x00\x00",
        "msgid “a”".encode("utf-16"),
    ],
)
def test_what_is_no_po_file_is_refused_and_never_opened_as_a_name(read: Read, data: bytes) -> None:
    with pytest.raises(Refused, match="not a PO file"):
        read(data)


@pytest.mark.parametrize("read", READERS)
def test_what_an_editor_adds_to_a_file_is_no_fault(read: Read) -> None:
    po = read('\ufeff# mine\nmsgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "a"\nmsgstr "b"\n'.encode())
    assert [entry.msgstr for entry in po] == ["b"]


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="too large"):
        one_text.read(b" " * (one_text.LARGEST + 1))
    monkeypatch.setattr(reading, "LARGEST", 10)
    file = tmp_path / "fr.po"
    file.write_bytes(b" " * 11)
    with pytest.raises(Refused, match="too large"):
        reading.opened(file)
