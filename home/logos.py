"""The logo of a site: drawn anew and small, under a name that says nothing."""

from __future__ import annotations

import hashlib
import io
from typing import Final

from django.core.files.base import ContentFile
from PIL import Image

from files.cleaning import clean

# Twice the size it is shown in, for screens with fine pixels.
SIZE: Final = (480, 80)
# Readers on 50 kbit/s wait for it on their first page.
HEAVY: Final = 12_000


def small(data: bytes, name: str) -> ContentFile[bytes]:
    """The logo to keep; raises files.cleaning.NotAPicture."""
    with Image.open(io.BytesIO(clean(data, name).data)) as picture:
        picture.seek(0)
        drawn = picture.convert("RGBA")
    drawn.thumbnail(SIZE)
    made = _png(drawn)
    if len(made) > HEAVY:
        made = _png(drawn.quantize(64, method=Image.Quantize.FASTOCTREE))
    return ContentFile(made, name=f"site-{hashlib.sha256(made).hexdigest()[:24]}.png")


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
