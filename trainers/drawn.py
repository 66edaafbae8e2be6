"""Pieces of the directory's pages as they are drawn, kept as long as nothing that they say has changed."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trainers import shelving
from trainers.cards import Card, card
from trainers.facet_options import available_words
from trainers.filled import filled, gap
from trainers.shelf import Shelf, Shelved
from trainers.words import Words

ROW = "components/trainer-row/trainer-row.html"
# The texts of a row that differ from trainer to trainer.
TEXTS = (
    *("url", "name", "summary", "summary_language", "places", "languages", "formats"),
    *("organisation", "organisation_url"),
)
# Two or three kilobytes each.
MOST_KEPT = 4000
# Whole lists with their filters, fifty kilobytes each.
MOST_LISTS = 150

_kept: OrderedDict[tuple[Any, ...], SafeString] = OrderedDict()
_lists: OrderedDict[Hashable, SafeString] = OrderedDict()


def rows(wanted: list[Shelved], shelf: Shelf, words: Words) -> list[SafeString]:
    """The drawn rows of some trainers of a shelf, in their order; only those not yet drawn are put together."""
    keys = {each.id: (*shelf.version, words.reader, each.id) for each in wanted}
    found = {each.id: drawn for each in wanted if (drawn := _kept.get(keys[each.id])) is not None}
    missing, names = [each for each in wanted if each.id not in found], available_words()
    for each, trainer in zip(missing, shelving.listed(missing), strict=True):
        found[each.id] = _kept[keys[each.id]] = _row(card(trainer, words), _when(each, words, names))
    _shorten(_kept, MOST_KEPT)
    return [found[each.id] for each in wanted]


def _row(trainer: Card, when: str) -> SafeString:
    texts = {field: text for field in TEXTS if (text := getattr(trainer, field))}
    topics = {f"topic{at}": topic for at, topic in enumerate(trainer.topics)}
    shape = (tuple(texts), tuple(topics), trainer.summary_lang, trainer.vouched_until.replace(day=1))
    return filled(ROW, _row_with_gaps, shape, {**texts, **topics, "when": when})


def _row_with_gaps(texts: tuple[str, ...], topics: tuple[str, ...], lang: str, month: dt.date) -> dict[str, Any]:
    """A row of a month and of a summary's language, with gaps for all else."""
    gaps = {**dict.fromkeys(TEXTS, ""), **{field: gap(field) for field in texts}}
    return {
        "trainer": {**gaps, "topics": [gap(topic) for topic in topics], "summary_lang": lang, "vouched_until": month},
        "when": gap("when"),
    }


def _when(each: Shelved, words: Words, names: dict[str, str]) -> str:
    """When somebody can be had; that it is not said is not “never”."""
    if each.available is None:
        return _("Not said here")
    return words.apart(names[code] for code in each.available) or _("Not in the next weeks")


def once(key: Hashable, make: Callable[[], SafeString]) -> SafeString:
    """A part of a page, drawn once for a key, which names the version of all that it says."""
    made = _lists.get(key)
    if made is None:
        made = _lists[key] = make()
        _shorten(_lists, MOST_LISTS)
    return made


def _shorten(kept: OrderedDict[Any, SafeString], most: int) -> None:
    while len(kept) > most:
        try:
            kept.popitem(last=False)
        except KeyError:  # another thread was faster
            return
