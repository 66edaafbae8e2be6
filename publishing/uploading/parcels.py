"""A zip of the folder format, judged by its table of contents and then laid out as a folder."""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Final

from django.utils.translation import gettext_lazy as _

from files.cleaning import NAMED
from files.documents import BY_ENDING, ending_of
from files.documents.archive import MAX_RATIO, is_odd, overlap
from files.documents.refusals import NotADocument
from hub import languages

MAX_ENTRIES: Final = 5_000
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_DEPTH: Final = 4
MAX_NAME: Final = 200  # bytes: what every file system takes
# A small folder of texts shrinks well without being a bomb.
ALWAYS_ALLOWED: Final = 10 * 1024 * 1024
ENDINGS: Final = frozenset({"md", *NAMED, *BY_ENDING})
# What systems put beside people's files when they pack them.
LITTER: Final = ("__MACOSX",)
LITTER_NAMES: Final = {"thumbs.db", "desktop.ini"}
BROKEN: Final = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    MemoryError,
    zlib.error,
)


def check(file: BinaryIO) -> None:
    """Whether the archive may be laid out. Raises NotADocument."""
    _open(file, None)


def lay_out(file: Path, into: Path) -> None:
    """The archive as a folder, without a folder around its resources. Raises NotADocument."""
    with file.open("rb") as opened:
        _open(opened, into)


def _open(file: BinaryIO, into: Path | None) -> None:
    try:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        if file.read(4) != b"PK\x03\x04":
            raise _broken()
        with zipfile.ZipFile(file) as archive:
            entries = _judged(archive, size)
            if into is not None:
                _write(archive, entries, into)
    except NotADocument:
        raise
    except BROKEN as error:
        raise _broken() from error


def _judged(archive: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """The files that matter."""
    all_ = archive.infolist()
    if len(all_) > MAX_ENTRIES:
        raise NotADocument(_("The archive holds more than %(most)s files"), most=MAX_ENTRIES)
    total = sum(each.file_size for each in all_)
    if total > min(MAX_UNPACKED, max(ALWAYS_ALLOWED, MAX_RATIO * size)):
        raise NotADocument(_("The archive would be far larger once it is unpacked"))
    names = [each.filename for each in all_]
    if len(set(names)) < len(names) or any(map(is_odd, all_)) or overlap(all_):
        raise _broken()
    entries = [each for each in all_ if not each.is_dir() and not _is_litter(each.filename)]
    for entry in entries:
        _check_name(entry.filename)
    if not any(each.filename.endswith(".md") for each in entries):
        raise NotADocument(_("There is no Markdown file (.md) in the archive"))
    return entries


def _check_name(name: str) -> None:
    parts = name.split("/")
    if len(parts) > MAX_DEPTH or "\\" in name or not name.isprintable() or not all(parts):
        words = _("The archive has folders within folders that this format does not know: %(name)s")
        raise NotADocument(words, name=_short(name))
    if any(len(part.encode()) > MAX_NAME for part in parts):
        raise NotADocument(_("The archive holds a file with too long a name: %(name)s"), name=_short(name))
    if ending_of(parts[-1]) not in ENDINGS:
        raise NotADocument(_("The archive holds a file of a kind that is not taken: %(name)s"), name=_short(name))


def _write(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], into: Path) -> None:
    around = _around([each.filename for each in entries])
    for entry in entries:
        place = into / entry.filename.removeprefix(around)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with archive.open(entry) as source, place.open("xb") as target:
            shutil.copyfileobj(source, target)


def _around(names: list[str]) -> str:
    """The one folder that was packed with the resources in it, where there is one."""
    first = {name.partition("/")[0] for name in names}
    if len(first) > 1:
        return ""
    inner = {name.split("/")[1].removesuffix(".md") for name in names if name.endswith(".md") and "/" in name}
    return "" if any(map(languages.find, inner)) else f"{first.pop()}/"


def _is_litter(name: str) -> bool:
    parts = name.split("/")
    return parts[0] in LITTER or parts[-1].startswith(".") or parts[-1].lower() in LITTER_NAMES


def _short(name: str) -> str:
    return "".join(each if each.isprintable() else "\ufffd" for each in name[-60:])


def _broken() -> NotADocument:
    return NotADocument(_("The archive is damaged, locked or no zip archive, and cannot be read"))
