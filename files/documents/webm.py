"""WebM: pictures and sound, with everything that tells of their makers made void in its place.

Elements as in RFC 8794 (EBML) and RFC 9559 (Matroska).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from files.documents.refusals import NotADocument

HEAD, DOC_TYPE, SEGMENT, INFO, TRACKS, CLUSTER = 0x1A45DFA3, 0x4282, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
TAGS, ATTACHMENTS, VOID = 0x1254C367, 0x1941A469, 0xEC
TITLE, DATE, MUXER, WRITER, FILE_NAME, SEGMENT_ID = 0x7BA9, 0x4461, 0x4D80, 0x5741, 0x7384, 0x73A4
NAME, TRACK, CODEC_NAME = 0x536E, 0xAE, 0x258688
FOLDERS: Final = {HEAD, SEGMENT, INFO, TRACKS, TRACK}
EMPTIED: Final = {TAGS, ATTACHMENTS, VOID, TITLE, DATE, FILE_NAME, SEGMENT_ID, NAME, CODEC_NAME}
# The format asks for these two; they are written over rather than taken away.
OVERWRITTEN: Final = {MUXER, WRITER}


@dataclass(frozen=True)
class Element:
    """An element: its number, where it begins, where its content begins and where it ends, in bytes."""

    number: int
    start: int
    inside: int
    end: int


def cleaned(data: bytes, ending: str) -> bytes:
    """The recording without labels. Raises NotADocument."""
    out, found = bytearray(data), {}
    for element in _elements(data, 0, len(data)):
        found[element.number] = data[element.inside : element.end][:8]
        if element.number in EMPTIED:
            _empty(out, element)
        elif element.number in OVERWRITTEN:
            out[element.inside : element.end] = b"-" * (element.end - element.inside)
    if found.get(DOC_TYPE, b"").rstrip(b"\x00") != b"webm" or not {TRACKS, CLUSTER} <= found.keys():
        raise _broken()
    return bytes(out)


def _elements(data: bytes, place: int, end: int) -> Iterator[Element]:
    while place < end:
        number, inside = _number(data, place, keep_mark=True)
        size, inside = _number(data, inside, keep_mark=False)
        stop = end if size is None else inside + size
        if number is None or stop > end:
            raise _broken()
        yield Element(number, place, inside, stop)
        if number in FOLDERS:
            yield from _elements(data, inside, stop)
        place = stop


def _number(data: bytes, place: int, *, keep_mark: bool) -> tuple[int | None, int]:
    """A number of one to eight bytes and the place behind it; nothing for a size that is not known yet."""
    first = data[place] if place < len(data) else 0
    width = 9 - first.bit_length()
    if not first or place + width > len(data):
        raise _broken()
    value = int.from_bytes(data[place : place + width], "big")
    unmarked = value & ((1 << 7 * width) - 1)
    if keep_mark:
        return value, place + width
    return (None if unmarked == (1 << 7 * width) - 1 else unmarked), place + width


def _empty(out: bytearray, element: Element) -> None:
    """An element of the same length that says nothing: Void, a size of as many bytes as fit, zeros."""
    length = element.end - element.start
    width = min(8, length - 1)
    out[element.start] = VOID
    out[element.start + 1 : element.start + 1 + width] = (length - 1 - width | 1 << 7 * width).to_bytes(width, "big")
    out[element.start + 1 + width : element.end] = bytes(length - 1 - width)


def _broken() -> NotADocument:
    return NotADocument(_("The file is not a recording that can be played"))
