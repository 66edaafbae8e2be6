"""Pages of a list, with addresses that keep everything else of the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import QueryDict

Item = TypeVar("Item")
# So deep machines may ask, and are told where more is wanted; people turn the pages of a list to its end.
DEEPEST = 200


@dataclass(frozen=True)
class Pager:
    """What `components/pager` draws."""

    label: str
    number: int
    count: int
    previous_url: str = ""
    next_url: str = ""
    previous_label: str = ""
    next_label: str = ""


@dataclass(frozen=True)
class Slice(Generic[Item]):
    """One page of a list: its items, how many there are in all, and the pager."""

    items: list[Item]
    total: int
    pager: Pager


def page_number(raw: Any) -> int:
    """A page number from a query string: 1 for anything that is none."""
    text = str(raw or "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def paginate(
    found: QuerySet[Any, Any] | Sequence[Any], raw_number: Any, size: int, *, label: str = "", query: QueryDict
) -> Slice[Any]:
    """The page `raw_number` of `found`, the last one where there are fewer."""
    total = found.count() if isinstance(found, QuerySet) else len(found)
    count = max(1, -(-total // size))
    number = min(page_number(raw_number), count)
    start = (number - 1) * size
    pager = Pager(
        label,
        number,
        count,
        address(query, number - 1) if number > 1 else "",
        address(query, number + 1) if number < count else "",
    )
    return Slice(list(found[start : start + size]), total, pager)


def address(query: QueryDict, number: int) -> str:
    """The same query with another page number; the first page has none."""
    changed = query.copy()
    changed.pop("page", None)
    if number > 1:
        changed["page"] = str(number)
    return "?" + changed.urlencode()
