"""The order of a manual's chapters in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wagtail.models import Page


def put_in_order(wanted: Sequence[int]) -> bool:
    """Move chapters until they stand in the wanted order; says whether any had to move.

    Pages that are not named keep their places among the others.
    """
    places = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "path"))
    wanted = [number for number in wanted if number in places]
    if sorted(wanted, key=lambda number: places[number]) == wanted:
        return False
    for before, number in pairwise(wanted):
        last, page = Page.objects.get(pk=before), Page.objects.get(pk=number)
        if page.path < last.path:
            page.move(last, pos="right")
    return True
