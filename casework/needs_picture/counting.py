"""Counts an unmet need and, when its half year is over, publishes what may be said and forgets the rest."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Final

from django.db import transaction

from casework.models import NeedPicture, NeedTally
from casework.needs_picture import classes
from casework.needs_picture.halves import Half
from hub.suppression import LEAST, Block, Cell, blocks
from vocabulary import store as vocabulary

# The sealed text grows in steps of this, so that its length does not tell how much was counted.
STEP: Final = 4096


def add(cell: Cell, today: dt.date) -> None:
    """One more need of these classes in the half year of today."""
    with transaction.atomic():
        period = Half.of(today).written
        NeedTally.objects.get_or_create(period=period, defaults={"body": _filled({})})
        row = NeedTally.objects.select_for_update().get(period=period)
        counts = dict(_counts(row))
        counts[cell] = counts.get(cell, 0) + 1
        row.body = _filled(counts)
        row.save()


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: publish each half year that is over, and remove its exact counts."""
    made = 0
    for row in NeedTally.objects.order_by("period"):
        half = Half.read(row.period)
        if half is not None and half.is_over(now.date()):
            made += publish(row.period)
    return {"pictures of unmet needs": made}


def publish(period: str) -> bool:
    """Make the picture of a half year and forget the counts behind it; once, however often it is asked for."""
    with transaction.atomic():
        row = NeedTally.objects.select_for_update().filter(period=period).first()
        if row is None:
            return False
        counts = _counts(row)
        topics = (*classes.wide_topics(vocabulary.broader()), *(cell[classes.TOPIC] for cell in counts))
        found = blocks(counts, classes.axes(topics), LEAST)
        rows = [[*block.at, block.number] for block in found]
        NeedPicture.objects.get_or_create(period=period, defaults={"least": LEAST, "blocks": rows})
        row.delete()
    return True


def read(picture: NeedPicture) -> tuple[Block, ...]:
    """The blocks of a picture."""
    return tuple(Block(tuple(at), number) for *at, number in picture.blocks)


def _counts(row: NeedTally) -> dict[Cell, int]:
    return {tuple(at): number for *at, number in json.loads(row.body)}


def _filled(counts: Mapping[Cell, int]) -> str:
    text = json.dumps([[*each, number] for each, number in sorted(counts.items())])
    return text + " " * (-len(text) % STEP)
