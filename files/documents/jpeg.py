"""A JPEG picture inside another file, without what stands beside its pixels; the pixels stay as they are.

After ITU-T T.81, annex B: segments begin with 0xFF and a marker; those named here hold no pixels.
"""

from __future__ import annotations

from typing import Final

START, SCAN, END, COMMENT = 0xD8, 0xDA, 0xD9, 0xFE
# APP1 to APP15 hold Exif, XMP, IPTC and thumbnails; APP0 is JFIF and APP14 says how Adobe stored the colours.
DROPPED: Final = frozenset({*range(0xE1, 0xF0), COMMENT}) - {0xEE}
WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD8)})


class NotAJpeg(ValueError):
    """The bytes are no JPEG picture from beginning to end."""


def bare(data: bytes) -> bytes:
    """The same picture without its segments of metadata and what follows its end. Raises NotAJpeg."""
    if data[:2] != bytes((0xFF, START)):
        raise NotAJpeg
    kept, place = [data[:2]], 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise NotAJpeg
        marker = data[place + 1]
        if marker == 0xFF or marker in WITHOUT_LENGTH:
            place += 1 if marker == 0xFF else 2
            continue
        if marker == SCAN:
            end = data.rfind(bytes((0xFF, END)))
            if end < place:
                raise NotAJpeg
            return b"".join([*kept, data[place : end + 2]])
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        if length < 2:
            raise NotAJpeg
        if marker not in DROPPED:
            kept.append(data[place : place + 2 + length])
        place += 2 + length
    raise NotAJpeg
