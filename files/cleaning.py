"""Pictures as this site keeps them: drawn anew, so that nothing but the picture is left.

Place, camera, author, thumbnails, comments and whatever hides behind the end of a file are gone,
because only the pixels are carried over.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from hub.wording import worded

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 25_000_000  # of all frames together
MAX_SIDE = 16_000
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
NAMED = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "avif": "AVIF"}
SAVING: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "WEBP": {"quality": 90, "method": 4},
    "AVIF": {"quality": 85},
}
BROKEN = (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError, UnidentifiedImageError)


class NotAPicture(ValueError):
    """A file that is not kept, and why."""


@dataclass(frozen=True)
class CleanPicture:
    """A picture drawn anew."""

    data: bytes
    extension: str
    width: int
    height: int


def clean(data: bytes, name: str = "") -> CleanPicture:
    """The picture without anything but its pixels; raises NotAPicture where it is refused.

    `name` is the name it came with: an ending that says something else than the content is refused.
    """
    if len(data) > MAX_BYTES:
        raise NotAPicture(_("is larger than %(most)s MB") % {"most": MAX_BYTES // 1024 // 1024})
    try:
        with Image.open(io.BytesIO(data), formats=tuple(EXTENSIONS)) as picture:
            format_ = str(picture.format)
            _check(picture, format_, name)
            frames = [_drawn_anew(frame, format_) for frame in _frames(picture, format_)]
            return _saved(frames, format_, dict(picture.info))
    except NotAPicture:
        raise
    except BROKEN as error:
        raise NotAPicture(_("is not a picture that can be read")) from error


def _check(picture: Image.Image, format_: str, name: str) -> None:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending and NAMED.get(ending) != format_:
        raise NotAPicture(worded(_("is called .%(ending)s but holds %(format)s"), ending=ending[:10], format=format_))
    frames = getattr(picture, "n_frames", 1)
    if max(picture.size) > MAX_SIDE or picture.width * picture.height * frames > MAX_PIXELS:
        raise NotAPicture(_("has more than %(most)s million pixels") % {"most": MAX_PIXELS // 1_000_000})


def _frames(picture: Image.Image, format_: str) -> list[Image.Image]:
    if format_ in {"GIF", "WEBP"} and getattr(picture, "is_animated", False):
        return [frame.copy() for frame in ImageSequence.Iterator(picture)]
    picture.load()
    return [picture]


def _drawn_anew(frame: Image.Image, format_: str) -> Image.Image:
    """The pixels alone, upright and in plain sRGB, on a new sheet."""
    profile = frame.info.get("icc_profile")
    frame = ImageOps.exif_transpose(frame)
    if profile and frame.mode in {"RGB", "RGBA", "L", "CMYK"}:
        frame = _plain_colours(frame, profile)
    if format_ == "JPEG" and frame.mode not in {"RGB", "L"}:
        frame = frame.convert("RGB")
    elif frame.mode == "P" and format_ == "PNG":
        return _with_palette(frame)
    elif frame.mode == "P" or (format_ == "GIF" and frame.mode != "L"):
        frame = frame.convert("RGBA")
    elif frame.mode not in {"1", "L", "LA", "RGB", "RGBA", "I;16"}:
        frame = frame.convert("RGB")
    sheet = Image.new(frame.mode, frame.size)
    sheet.paste(frame)
    return sheet


def _with_palette(frame: Image.Image) -> Image.Image:
    """A picture of few colours stays one: it weighs a third."""
    sheet = Image.new("P", frame.size)
    sheet.putpalette(frame.getpalette() or [])
    sheet.paste(frame)
    if "transparency" in frame.info:
        sheet.info["transparency"] = frame.info["transparency"]
    return sheet


def _plain_colours(frame: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if frame.mode == "RGBA" else "RGB"
        plain = ImageCms.profileToProfile(frame, own, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return frame
    return plain or frame


def _saved(frames: list[Image.Image], format_: str, info: dict[Any, Any]) -> CleanPicture:
    options = dict(SAVING.get(format_, {}))
    if len(frames) > 1:
        timing = {key: info[key] for key in ("duration", "loop") if isinstance(info.get(key), int)}
        options |= {"save_all": True, "append_images": frames[1:], **timing}
    out = io.BytesIO()
    frames[0].save(out, format_, **options)
    return CleanPicture(out.getvalue(), EXTENSIONS[format_], *frames[0].size)
