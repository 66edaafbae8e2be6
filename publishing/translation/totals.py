"""How many texts are in which state, by language, by topic and by who looks after them. Pure: rows in, tables out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from resources.translation_states import Standing

if TYPE_CHECKING:
    from publishing.translation.library import Row

# What harms readers most first, as in the list below the tables.
SHOWN: Final = (Standing.BEHIND, Standing.REVIEW, Standing.STARTED, Standing.MISSING, Standing.CURRENT)
Keys = Callable[["Row"], Iterable[str]]


@dataclass(frozen=True)
class Line:
    """One language, topic or person: how many texts, and how many in each state, in the order of `SHOWN`."""

    key: str
    name: str
    total: int
    counts: tuple[tuple[Standing, int], ...]


def lines(rows: Sequence[Row], keys: Keys, names: Mapping[str, str]) -> list[Line]:
    """A line for each name that has texts, those with most to do first; a row may count in several, or in none."""
    counted: dict[str, Counter[Standing]] = {}
    for row in rows:
        for key in keys(row):
            if key in names:
                counted.setdefault(key, Counter())[row.state.standing] += 1
    found = [
        Line(key, names[key], sum(each.values()), tuple((standing, each[standing]) for standing in SHOWN))
        for key, each in counted.items()
    ]
    return sorted(found, key=lambda line: (-_to_do(line), line.name.casefold()))


def _to_do(line: Line) -> int:
    return line.total - dict(line.counts)[Standing.CURRENT]


def by_language(row: Row) -> Iterable[str]:
    """The language of a text."""
    return (str(row.locale),)


def by_owner(row: Row) -> Iterable[str]:
    """Who looks after the original; 0 where nobody does."""
    return (str(row.original.owner or 0),)


def by_topic(topics: Mapping[str, Collection[int]], step: int) -> Keys:
    """The topics of the original, given by its place in the tree; a chapter has those of its manual."""

    def keys(row: Row) -> Iterable[str]:
        path = row.original.path
        return {str(each) for each in (*topics.get(path, ()), *topics.get(path[:-step], ()))}

    return keys
