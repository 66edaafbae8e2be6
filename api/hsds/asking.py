"""What is asked of a list of the feed: strict, so that a mistake is told instead of answered. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hub.pagination import DEEPEST

PER_PAGE: Final = 20
MOST_PER_PAGE: Final = 50
LONGEST: Final = 200


@dataclass(frozen=True)
class Asked:
    """One question of a list, and what is wrong with it."""

    page: int = 1
    per_page: int = PER_PAGE
    full: bool = False
    minimal: bool = False
    search: str = ""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    parent_id: str = ""
    modified_after: dt.date | None = None
    problems: Mapping[str, str] = field(default_factory=dict)


def _page(text: str) -> int:
    return _number(text, DEEPEST)


def _per_page(text: str) -> int:
    return _number(text, MOST_PER_PAGE)


def _number(text: str, most: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= most:
        return int(text)
    raise ValueError(f"not a number from 1 to {most}")


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("not true or false")
    return text == "true"


def _day(text: str) -> dt.date:
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError as reason:
        raise ValueError("not a date such as 2026-01-31") from reason


def _text(text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise ValueError(f"longer than {LONGEST} characters, or not plain text")
    return text


def _json(text: str) -> str:
    if text != "json":
        raise ValueError("only json is here")
    return text


READERS: Final[dict[str, Callable[[str], Any]]] = {
    "page": _page,
    "per_page": _per_page,
    "full": _flag,
    "minimal": _flag,
    "search": _text,
    "taxonomy_term_id": _text,
    "taxonomy_id": _text,
    "organization_id": _text,
    "parent_id": _text,
    "modified_after": _day,
    "format": _json,
}


def read(query: Mapping[str, Sequence[str]], known: Sequence[str]) -> Asked:
    """The question in a query, of the parameters that a list knows; the last of several values counts."""
    found: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, values in query.items():
        if name not in known:
            problems[name[:60]] = "no parameter of this list"
            continue
        try:
            found[name] = READERS[name](values[-1] if values else "")
        except ValueError as reason:
            problems[name] = str(reason)
    found.pop("format", None)
    return Asked(**found, problems=problems)
