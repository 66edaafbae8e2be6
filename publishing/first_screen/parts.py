"""What the first screen is made of. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# A screen, not a report: who wants all follows the link below.
SHOWN: Final = 5


@dataclass(frozen=True)
class Item:
    """One thing that waits: where it is done, and what to know before."""

    url: str
    title: str
    lang: str = ""
    note: str = ""
    late: bool = False
    # A reference or a path keeps its direction in every language.
    ltr: bool = False


@dataclass(frozen=True)
class Part:
    """Things of one sort, the most urgent first; `more` are those that are not shown."""

    name: str
    heading: str
    items: tuple[Item, ...]
    more: int = 0
    all_url: str = ""
    all_label: str = ""


def part(name: str, heading: str, items: Iterable[Item], *, all_url: str = "", all_label: str = "") -> Part | None:
    """A part with its first rows; none where nothing waits."""
    found = tuple(items)
    if not found:
        return None
    return Part(name, heading, found[:SHOWN], max(0, len(found) - SHOWN), all_url, all_label)
