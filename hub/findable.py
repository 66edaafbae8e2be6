"""What the search finds besides texts: an app registers a kind of entry, the search asks no app by name.

A kind tells which of its rows anyone may read, what the index may hold of them, and how one is drawn. It lies here,
before all apps, so that those that come later need not know the search.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise


@dataclass(frozen=True)
class Entry:
    """A row as the index may hold it: what anyone may read of it now, and nothing else.

    `texts` are (language, text); `terms` say under what it is found and filtered, each a scheme and a code:
    `topic/phishing`, `at-risk-group/journalists` or any of the vocabulary, `language/es`, `place/PE`.
    """

    number: int
    id: str
    name: str
    texts: tuple[tuple[str, str], ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A row as it is shown: its address, a text in the language `lang`, and what the kind's template is given."""

    number: int
    id: str
    name: str
    url: str
    text: str = ""
    lang: str = ""
    topics: tuple[str, ...] = ()
    row: Any = None


@dataclass(frozen=True)
class Watched:
    """Rows whose change changes an entry: the model, and the field that holds the entry's number."""

    model: type[Model]
    number: str = "pk"


def by_id(ids: Iterable[str], _now: dt.datetime) -> list[str]:
    """Ids in their own order, every day."""
    return sorted(ids)


@dataclass(frozen=True)
class Kind:
    """A kind of result.

    `place` is its own range of the index's numbers, from 1, and never changes. `listed` answers which rows
    anyone may read at a moment, of the given ones or of all; `named` those whose name has all of these words, for
    the time that no index answers. `words` are what people call one or many of them. `filters` are the ways to narrow
    down that it knows: topic, language, region, group. `ordered` puts ids into the order of a day, for those that
    answer equally well.
    """

    name: str
    place: int
    label: str | Promise
    words: tuple[str | Promise, ...]
    listed: Callable[[dt.datetime, Collection[int] | None], frozenset[int]]
    entries: Callable[[Collection[int], dt.datetime], list[Entry]]
    drawn: Callable[[Sequence[int], str, dt.datetime], list[Drawn]]
    named: Callable[[str, dt.datetime], list[int]]
    watched: tuple[Watched, ...]
    ordered: Callable[[Iterable[str], dt.datetime], list[str]] = by_id
    template: str = "components/found/found.html"
    filters: tuple[str, ...] = field(default=("topic", "language", "region", "group"))


_kinds: dict[str, Kind] = {}
_told: list[Callable[[Kind], None]] = []


def register(kind: Kind) -> None:
    """Add a kind, once; raises ValueError where another has its name or its place."""
    others = [each for each in _kinds.values() if each.name != kind.name]
    if any(each.place == kind.place for each in others) or kind.place < 1:
        raise ValueError(f"{kind.name}: another kind has the place {kind.place}")
    _kinds[kind.name] = kind
    for tell in _told:
        tell(kind)


def tell_of_each(tell: Callable[[Kind], None]) -> None:
    """Call for every kind, those that are registered later too: apps become ready in any order."""
    _told.append(tell)
    for each in kinds():
        tell(each)


def kinds() -> tuple[Kind, ...]:
    """All kinds, by their place."""
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.place))


def kind(name: str) -> Kind | None:
    """The kind of a name."""
    return _kinds.get(name)
