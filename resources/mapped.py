"""Every public page as a sitemap has it, in as many queries for ten as for thousands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from wagtail.models import Page

from hub import languages
from hub.languages import Language
from hub.pages import BIN_PATH, HOME_DEPTH
from hub.querysets import publicly_readable
from hub.roots import Roots
from resources.models import ResourceIdentity

COLUMNS: Final = ("translation_key", "locale__language_code", "url_path", "depth", "last_published_at")


@dataclass(frozen=True)
class Mapped:
    """A public page in one language."""

    key: UUID
    language: Language
    url: str
    is_home: bool
    changed: dt.date | None


@dataclass(frozen=True)
class Whole:
    """All public pages by their language, those of one text by its key, and the names of texts."""

    by_language: dict[str, list[Mapped]] = field(default_factory=lambda: defaultdict(list))
    editions: dict[UUID, list[Mapped]] = field(default_factory=lambda: defaultdict(list))
    names: dict[UUID, str] = field(default_factory=dict)


def whole() -> Whole:
    """Read them: two queries."""
    found = Whole(names=dict(ResourceIdentity.objects.values_list("translation_key", "resource_id")))
    for page in _pages():
        found.by_language[page.language.code].append(page)
        found.editions[page.key].append(page)
    return found


def changed() -> dict[str, tuple[int, dt.date | None]]:
    """Of each language how many public pages it has, and when one changed last: one query."""
    found: dict[str, tuple[int, dt.date | None]] = {}
    for page in _pages():
        many, latest = found.get(page.language.code, (0, None))
        found[page.language.code] = (many + 1, max(filter(None, (latest, page.changed)), default=None))
    return found


def _pages() -> Iterator[Mapped]:
    roots = Roots()
    rows = publicly_readable(Page.objects.filter(depth__gte=HOME_DEPTH)).exclude(url_path__startswith=BIN_PATH)
    for key, code, url_path, depth, moment in rows.order_by("path").values_list(*COLUMNS):
        address = roots.address(url_path)
        if address and code in languages.BY_CODE:
            day = moment.date() if moment else None
            yield Mapped(key, languages.BY_CODE[code], address, depth == HOME_DEPTH, day)
