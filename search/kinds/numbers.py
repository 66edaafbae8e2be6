"""How entries of all kinds and pages share one index: each kind has a range of numbers of its own. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

# A language that nobody speaks: its words are counted apart, so that no name makes a word of the texts commoner.
PART = "x-directory"
# Pages and rows have smaller numbers; Elasticsearch's places in a page (4,096) still fit beside 200 kinds.
SPAN = 10**10


def number(place: int, row: int) -> int:
    """The number of a kind's row in the index."""
    return place * SPAN + row


def row(number: int) -> int:
    """The row of a number."""
    return number % SPAN


def by_place(numbers: Iterable[int]) -> dict[int, set[int]]:
    """The rows of each kind, by the kind's place; pages are under 0."""
    found: dict[int, set[int]] = defaultdict(set)
    for each in numbers:
        found[each // SPAN].add(each % SPAN)
    return found
