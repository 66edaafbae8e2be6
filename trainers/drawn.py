"""Rows of the directory as they are drawn, kept as long as nothing that they say has changed."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.template.loader import render_to_string

from trainers import shelving
from trainers.cards import card
from trainers.shelf import Shelf, Shelved
from trainers.words import Words

ROW = "components/trainer-row/trainer-row.html"
# Two or three kilobytes each.
MOST_KEPT = 4000

_kept: OrderedDict[tuple[Any, ...], str] = OrderedDict()


def rows(wanted: list[Shelved], shelf: Shelf, words: Words) -> list[str]:
    """The drawn rows of some trainers of a shelf, in their order; only those not yet drawn are asked for."""
    keys = {each.id: (*shelf.version, words.reader, each.id) for each in wanted}
    found = {each.id: drawn for each in wanted if (drawn := _kept.get(keys[each.id])) is not None}
    for trainer in shelving.rows([each for each in wanted if each.id not in found], shelf.today):
        found[trainer.id] = _kept[keys[trainer.id]] = render_to_string(ROW, {"trainer": card(trainer, words)})
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return [found[each.id] for each in wanted if each.id in found]
