"""The addresses of headings below a page (`#anchor`), from their words alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count

from django.utils.text import slugify


def anchors_of(headings: Iterable[str]) -> list[str]:
    """An anchor for each heading, unique among them: the second of two equal headings gets `-2`."""
    taken: dict[str, None] = {}
    for heading in headings:
        words = slugify(heading, allow_unicode=True)[:80] or "part"
        taken[next(each for each in chain([words], (f"{words}-{n}" for n in count(2))) if each not in taken)] = None
    return list(taken)
