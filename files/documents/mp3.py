"""MP3: the sound alone, without the labels before and after it.

Labels: ID3v2 (id3.org, 2.4.0), ID3v1 (the last 128 bytes), APEv2. Frames: ISO/IEC 11172-3.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from files.documents.refusals import NotADocument

ID3_HEAD, ID3V1, APE_FOOT = 10, 128, 32
BIT_RATES: Final = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
ENOUGH_FRAMES: Final = 3


def cleaned(data: bytes, ending: str) -> bytes:
    """The frames of sound. Raises NotADocument."""
    sound = _without_tail(_without_head(data))
    kept, place, frames = bytearray(), 0, 0
    while (length := _frame(sound, place)) and place + length <= len(sound):
        kept += sound[place : place + length]
        place, frames = place + length, frames + 1
    if frames < ENOUGH_FRAMES:
        raise NotADocument(_("The file is not an MP3 recording that can be played"))
    return bytes(kept)


def _without_head(data: bytes) -> bytes:
    while data[:3] == b"ID3" and len(data) > ID3_HEAD:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
        data = data[ID3_HEAD + size + (ID3_HEAD if data[5] & 0x10 else 0) :]
    return data.lstrip(b"\x00")


def _without_tail(data: bytes) -> bytes:
    if data[-ID3V1 : -ID3V1 + 3] == b"TAG":
        data = data[:-ID3V1]
    if data[-APE_FOOT:][:8] == b"APETAGEX":
        data = data[: -int.from_bytes(data[-APE_FOOT + 12 :][:4], "little") or None]
    return data


def _frame(data: bytes, place: int) -> int:
    """Bytes of the frame of layer III that begins here; 0 where none does."""
    head = data[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, step = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or step == 3 or not 0 < rate < 15:
        return 0
    kbits = BIT_RATES[1 if version == 3 else 2][rate]
    return (144 if version == 3 else 72) * kbits * 1000 // SAMPLE_RATES[version][step] + (head[2] >> 1 & 1)
