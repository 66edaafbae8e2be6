"""Entries as the page shows them: one kind as the list, or each as a short group beside the texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import override

from hub.findable import Drawn, Kind, kinds
from search.kinds.answering import Others
from search.kinds.numbers import number, row
from search.request import SearchRequest

SHOWN = 2


@dataclass(frozen=True)
class Group:
    """Entries of some kinds: how many answer, and those shown, each with its kind.

    `named` says that the first is whom the question names.
    """

    kinds: tuple[str, ...]
    count: int
    shown: Sequence[tuple[Kind, Drawn]] = ()
    named: bool = False


def group(names: tuple[str, ...], found: Others, request: SearchRequest, reader: str, now: dt.datetime) -> Group:
    """The page of a list of entries."""
    numbers = found.of(names)
    start = (request.page - 1) * request.size
    return Group(names, len(numbers), drawn(numbers[start : start + request.size], reader, now))


def beside_texts(found: Others, request: SearchRequest, reader: str, now: dt.datetime) -> list[Group]:
    """A group of each kind that answers all of the question, or that is asked for beside kinds of text."""
    if request.page > 1 or not (request.text and found.complete):
        return []
    wanted = set(request.kinds) & found.listed.keys() or (set() if request.kinds else found.listed.keys())
    made = []
    for name, listed in found.listed.items():
        if name in wanted and listed.numbers:
            shown = drawn(listed.numbers[:SHOWN], reader, now)
            made.append(Group((name,), len(listed.numbers), shown, listed.named))
    return sorted(made, key=lambda each: not each.named)


def drawn(numbers: Sequence[int], reader: str, now: dt.datetime) -> list[tuple[Kind, Drawn]]:
    """Some entries as they are shown to a reader, in this order; one that is gone by now has none."""
    made: dict[int, tuple[Kind, Drawn]] = {}
    with override(reader):
        for each in kinds():
            own = [row(page) for page in numbers if number(each.place, 0) <= page < number(each.place + 1, 0)]
            for one in each.drawn(own, reader, now) if own else ():
                made[number(each.place, one.number)] = each, one
    return [made[page] for page in numbers if page in made]
