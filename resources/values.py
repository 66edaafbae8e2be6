"""What a file of the library says, as plain values: the same whether read from a file or from a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("manual", "chapter", "guide", "news", "checklist", "tool", "glossary", "template")
LEVELS = ("beginner", "advanced", "expert")


@dataclass(frozen=True)
class Block:
    """One block of a body: its kind, and its value as the page stores it (without ids)."""

    kind: str
    value: Any


@dataclass(frozen=True)
class Notice:
    """Something an editor should know about a file, or the reason why it failed."""

    path: str
    words: str


@dataclass(frozen=True)
class Front:
    """The front matter of a file, checked; the words are the file's own."""

    title: str
    kind: str = ""
    level: str = ""
    topics: tuple[str, ...] = ()
    at_risk_groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    published: dt.date | None = None
    reviewed: dt.date | None = None
    review_by: dt.date | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
