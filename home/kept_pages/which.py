"""Which requests may be answered from memory, which answers may be kept, and what tells two of them apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

# The addresses that are kept, by the names of their views, and what may be asked of them: anything else is made anew.
PAGES: Final[Mapping[str, frozenset[str]]] = {
    "wagtail_serve": frozenset({"page", "month", "topic"}),
    "trainers:directory": frozenset(
        {"page", "sort", "region", "country", "topic", "language", "format", "at_risk_group", "available"}
    ),
    "trainers:profile": frozenset(),
    "trainers:organisation": frozenset(),
}
# Codes and numbers; what people type in their own words is never kept.
CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
LONGEST_PATH: Final = 600
LONGEST_QUERY: Final = 300
# Whoever sends one of these may be somebody.
PERSONAL: Final = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
NOT_TO_KEEP: Final = frozenset({"no-store", "private"})
# A page may be another one for what these name; of cookies there are none where something is kept.
SAME_FOR_ALL: Final = frozenset({"", "cookie"})


def may_be_asked(method: str | None, environ: Mapping[str, object], path: str) -> bool:
    """Whether a request is one of nobody in particular for a page."""
    if method not in {"GET", "HEAD"} or any(environ.get(name) for name in PERSONAL):
        return False
    return len(path) <= LONGEST_PATH and len(str(environ.get("QUERY_STRING", ""))) <= LONGEST_QUERY


def is_kept(view: str, query: str) -> bool:
    """Whether the answers of a view to this query are kept."""
    known = PAGES.get(view)
    if known is None:
        return False
    try:
        asked = parse_qsl(query, keep_blank_values=True, strict_parsing=True) if query else []
    except ValueError:
        return False
    return all(name in known and CODE.fullmatch(value) for name, value in asked)


def is_for_all(status: int, headers: Mapping[str, str], sets_cookies: bool) -> bool:
    """Whether an answer says nothing that is meant for one reader only."""
    control = {part.strip().lower() for part in headers.get("Cache-Control", "").split(",")}
    differs = {part.strip().lower() for part in headers.get("Vary", "").split(",")}
    return status == 200 and not sets_cookies and not control & NOT_TO_KEEP and differs <= SAME_FOR_ALL
