"""MP4 and M4A: pictures and sound, with everything that tells of place, device and day emptied in its place.

Boxes as in ISO/IEC 14496-12. Nothing is moved, because tables inside point at bytes of the file: a box that must
go becomes `free` and its content zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from files.documents.refusals import NotADocument

FOLDERS: Final = {b"moov", b"trak", b"mdia", b"minf", b"edts", b"dinf", b"stbl", b"mvex", b"moof", b"traf", b"mfra"}
# User data, metadata, own extensions of makers, and room that may still hold what was there before.
EMPTIED: Final = {b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"ilst", b"XMP_", b"pdin", b"emsg"}
DATED: Final = {b"mvhd", b"tkhd", b"mdhd"}
TRACKS: Final = {b"vide", b"soun", b"subt", b"text", b"sbtl"}
ALLOWED_AT_TOP: Final = {b"ftyp", b"moov", b"mdat", b"moof", b"sidx", b"styp", b"mfra", b"ssix", b"prft"} | EMPTIED
MAX_BOXES: Final = 100_000


@dataclass(frozen=True)
class Box:
    """A box: its name, where it begins, where its content begins and where it ends, in bytes."""

    name: bytes
    start: int
    inside: int
    end: int


def cleaned(data: bytes, ending: str) -> bytes:
    """The recording without labels. Raises NotADocument."""
    if data[4:8] != b"ftyp":
        raise NotADocument(_("The file is not a recording that can be played"))
    out = bytearray(data)
    names = set()
    for count, box in enumerate(_boxes(data, 0, len(data), top=True)):
        names.add(box.name)
        if count > MAX_BOXES:
            raise NotADocument(_("The file is not a recording that can be played"))
        if box.name in EMPTIED:
            out[box.start + 4 : box.start + 8] = b"free"
            out[box.inside : box.end] = bytes(box.end - box.inside)
        elif box.name in DATED:
            _undate(out, box)
        elif box.name == b"hdlr":
            _track(out, box)
    if not {b"moov", b"mdat"} <= names:
        raise NotADocument(_("The file is not a recording that can be played"))
    return bytes(out)


def _boxes(data: bytes, place: int, end: int, *, top: bool = False) -> Iterator[Box]:
    while place < end:
        size, name, inside = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8], place + 8
        if size == 1:
            size, inside = int.from_bytes(data[place + 8 : place + 16], "big"), place + 16
        elif size == 0 and top:
            size = end - place
        if size < inside - place or place + size > end or (top and name not in ALLOWED_AT_TOP):
            raise NotADocument(_("The file is not a recording that can be played"))
        yield Box(name, place, inside, place + size)
        if name in FOLDERS:
            yield from _boxes(data, inside, place + size)
        place += size


def _undate(out: bytearray, box: Box) -> None:
    """When it was made and changed stands first, in four bytes each, in eight where the version says so."""
    width = 16 if out[box.inside] == 1 else 8
    out[box.inside + 4 : box.inside + 4 + width] = bytes(width)


def _track(out: bytearray, box: Box) -> None:
    """A track that is neither picture nor sound nor words may be the way that the camera went."""
    if bytes(out[box.inside + 8 : box.inside + 12]) not in TRACKS:
        raise NotADocument(
            _("The recording holds a track of data, such as places. Save it again with pictures and sound only")
        )
    # The handler's name is often that of the device or program.
    out[box.inside + 24 : box.end] = bytes(max(box.end - box.inside - 24, 0))
