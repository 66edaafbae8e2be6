"""Pictures are drawn anew: nothing but the picture is left, and nothing that is no picture gets in."""

from __future__ import annotations

import io
import zlib
from struct import pack

import pytest
from PIL import Image

from files.cleaning import MAX_BYTES, NotAPicture, clean
from tests.factories.folders import PLANTED, picture_with_secrets

ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}


@pytest.mark.parametrize("format_", ENDINGS)
def test_no_planted_mark_survives(format_: str) -> None:
    dirty = picture_with_secrets(format_)
    assert PLANTED in dirty
    cleaned = clean(dirty, f"photo.{ENDINGS[format_]}")
    assert PLANTED not in cleaned.data
    assert (cleaned.width, cleaned.height) == (40, 30)
    with Image.open(io.BytesIO(cleaned.data)) as picture:
        assert picture.format == format_
        assert not picture.getexif()
        assert not {"comment", "xmp", "icc_profile", "exif", "photoshop"} & set(picture.info)


def test_a_picture_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (40, 20)).save(out, "JPEG", exif=exif)
    cleaned = clean(out.getvalue(), "a.jpg")
    assert (cleaned.width, cleaned.height) == (20, 40)


def test_the_same_picture_gives_the_same_bytes() -> None:
    dirty = picture_with_secrets("PNG")
    assert clean(dirty).data == clean(dirty).data == clean(clean(dirty).data).data


def test_colours_of_a_palette_and_see_through_places_stay() -> None:
    picture = Image.new("P", (4, 4), 1)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    out = io.BytesIO()
    picture.save(out, "PNG", transparency=1)
    with Image.open(io.BytesIO(clean(out.getvalue(), "a.png").data)) as cleaned:
        assert cleaned.convert("RGBA").getpixel((0, 0)) == (0, 0, 255, 0)


def test_an_animation_keeps_its_frames() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100, comment=PLANTED)
    cleaned = clean(out.getvalue(), "a.gif").data
    assert PLANTED not in cleaned
    with Image.open(io.BytesIO(cleaned)) as picture:
        assert picture.n_frames == 3


def huge_png(width: int, height: int) -> bytes:
    """A file of a few bytes that claims to be enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.png"),
        (b"MZ" + b"\0" * 200, "a.png"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg"),
        (b"<html><script>alert(1)</script></html>", "a.jpg"),
        (b"%PDF-1.7 ...", "a.jpg"),
        (picture_with_secrets("PNG"), "a.jpg"),
        (picture_with_secrets("JPEG"), "a.jpg.php"),
        (picture_with_secrets("JPEG")[:300], "a.jpg"),
        (huge_png(20_000, 20_000), "a.png"),
        (huge_png(2_000_000_000, 500), "a.png"),
        (b"\0" * (MAX_BYTES + 1), "a.png"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(NotAPicture):
        clean(data, name)


@pytest.mark.parametrize("seed", range(60))
def test_broken_pictures_are_refused_or_cleaned_never_crash(seed: int) -> None:
    data = bytearray(picture_with_secrets(list(ENDINGS)[seed % 5]))
    for step in range(1 + seed % 7):
        data[(seed * 7919 + step * 104729) % (len(data) - len(PLANTED))] ^= 1 + (seed + step) % 255
    try:
        cleaned = clean(bytes(data))
    except NotAPicture:
        return
    assert PLANTED not in cleaned.data
