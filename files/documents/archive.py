"""Archives, judged by their table of contents before anything in them is unpacked.

The format is that of PKWARE's APPNOTE 6.3; what it allows and no office program writes is refused.
"""

from __future__ import annotations

import io
import stat
import zipfile
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext_lazy as _

from files.documents.refusals import NotADocument

MAX_ENTRIES: Final = 1_000
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_RATIO: Final = 100
LOCAL_HEAD, END = 30, b"PK\x05\x06"
ENCRYPTED: Final = 0x1
METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of an archive by their names. Raises NotADocument."""
    if not data.startswith(b"PK\x03\x04"):
        raise broken()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            _judge(entries, len(data))
            return {each.filename: archive.read(each) for each in entries}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, MemoryError) as error:
        if isinstance(error, NotADocument):
            raise
        raise broken() from error


def packed(files: dict[str, bytes], first: str = "") -> bytes:
    """An archive of these files, the first one stored as it is, all of the same long gone day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return out.getvalue()


def broken() -> NotADocument:
    """What is said of an archive that no office program writes."""
    return NotADocument(_("The document is damaged and cannot be read"))


def _judge(entries: list[zipfile.ZipInfo], size: int) -> None:
    total = sum(each.file_size for each in entries)
    if len(entries) > MAX_ENTRIES or total > min(MAX_UNPACKED, MAX_RATIO * size):
        raise NotADocument(_("The document would be far larger once it is unpacked"))
    names = [each.filename for each in entries]
    if len(set(names)) < len(names) or any(map(is_odd, entries)) or overlap(entries):
        raise broken()


def is_odd(entry: zipfile.ZipInfo) -> bool:
    """Another folder, a link, a password, or a way of packing that no office program uses."""
    parts = entry.filename.replace("\\", "/").split("/")
    kind = entry.external_attr >> 16
    return (
        ".." in parts
        or not parts[0]
        or ":" in parts[0]
        or "\x00" in entry.filename
        or stat.S_ISLNK(kind)
        or bool(entry.flag_bits & ENCRYPTED)
        or entry.compress_type not in METHODS
    )


def overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether one stretch of bytes serves two entries, as in bombs without nesting."""
    places = sorted((each.header_offset, each.header_offset + LOCAL_HEAD + each.compress_size) for each in entries)
    return any(end > start for (_begin, end), (start, _end) in pairwise(places))
