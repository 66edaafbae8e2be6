"""The lighter files of the pictures that readers see: made some seconds at each turn of the timer."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from functools import partial
from typing import Final

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from files import sizes
from files.models import HubImage
from hub.retries import Retries
from resources import rendering

SECONDS: Final = 10.0
JOB: Final = "pictures-made-lighter"


class BrokenPicture(Exception):
    """No smaller file can be made of it."""


def shown() -> set[int]:
    """The pictures in the bodies of published texts."""
    kinds = ContentType.objects.get_for_models(Page, HubImage)
    found = ReferenceIndex.objects.filter(to_content_type=kinds[HubImage], base_content_type=kinds[Page])
    rows = found.filter(model_path__startswith="body.").values_list("to_object_id", "object_id")
    public = set(Page.objects.filter(live=True, rendering__isnull=False).values_list("pk", flat=True))
    return {int(image) for image, page in rows if int(page) in public}


def tick(now: dt.datetime) -> Mapping[str, int]:
    """Make what is lacking until some seconds are over, and draw the texts anew that show it."""
    ends, made, retries = time.monotonic() + SECONDS, 0, Retries(JOB, now)
    for image in _waiting(retries):
        if time.monotonic() > ends:
            break
        if retries.is_due(image.pk, image.file_hash):
            made += retries.attempt(image.pk, partial(_make_lighter, image), image.file_hash)
    return {"pictures made lighter": made} if made else {}


def _waiting(retries: Retries) -> list[HubImage]:
    """Those that lack files, and those whose files are there while a text that shows them could not be drawn."""
    seen = shown()
    failed = {int(pk) for pk in retries.items()} & seen
    retries.only(failed)
    lacking = sizes.lacking(seen)
    return lacking + list(HubImage.objects.filter(pk__in=failed - {image.pk for image in lacking}).order_by("pk"))


def _make_lighter(image: HubImage) -> None:
    if not sizes.make(image):
        raise BrokenPicture
    rendering.draw_again(image)
