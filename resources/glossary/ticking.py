"""What the timer does for the glossary: texts follow it, and their files follow them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from wagtail.models import Page

from resources.glossary import keeping
from resources.signals import want_its_files


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: marks the texts whose glossary has changed."""
    changed = keeping.mark_again(now)
    want_files(changed)
    return {"texts marked with words of the glossary": len(changed)} if changed else {}


def want_files(ids: Iterable[int]) -> None:
    """Note that files of these texts are to be made anew."""
    for page in Page.objects.filter(pk__in=ids).select_related("locale"):
        want_its_files(instance=page)
