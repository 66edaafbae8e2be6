"""The lighter files of the pictures that readers see: made some seconds at each turn of the timer."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from typing import Final

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from files import sizes
from files.models import HubImage
from resources import rendering

SECONDS: Final = 10.0


def shown() -> set[int]:
    """The pictures in the bodies of published texts."""
    kinds = ContentType.objects.get_for_models(Page, HubImage)
    found = ReferenceIndex.objects.filter(to_content_type=kinds[HubImage], base_content_type=kinds[Page])
    rows = found.filter(model_path__startswith="body.").values_list("to_object_id", "object_id")
    public = set(Page.objects.filter(live=True, rendering__isnull=False).values_list("pk", flat=True))
    return {int(image) for image, page in rows if int(page) in public}


def tick(_now: dt.datetime) -> Mapping[str, int]:
    """Make what is lacking until some seconds are over, and draw the texts anew that show it."""
    ends, made = time.monotonic() + SECONDS, 0
    for image in sizes.lacking(shown()):
        if sizes.make(image):
            rendering.draw_again(image)
            made += 1
        if time.monotonic() > ends:
            break
    return {"pictures made lighter": made} if made else {}
