"""Public texts as machines list them: frozen values, read in as many queries for ten as for thousands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from wagtail.models import Page

from hub import languages
from hub.atom import NEVER
from hub.querysets import publicly_readable
from hub.roots import Roots
from resources import counts
from resources.models import BY_KIND, Download, ResourceIdentity

CHAPTER: Final = "chapter"
FILES: Final = ("epub", "pdf")
LIGHT: Final = ("pk", "path", "translation_key", "title", "published", "first_published_at", "last_published_at")
WHOLE: Final = ("pk", "url_path", "translation_key", "title", "summary", "authors", "licence", "level", "published")


@dataclass(frozen=True)
class Place:
    """A text in its language's list: what its order is made of. A manual is as young as its youngest chapter."""

    kind: str
    pk: int
    title: str
    updated: dt.date


@dataclass(frozen=True)
class Listed:
    """A public text in one language. `sizes`: bytes of the files that were made of it."""

    key: UUID
    resource_id: str
    language: languages.Language
    kind: str
    title: str
    summary: str
    authors: str
    licence: str
    level: str
    url: str
    published: dt.date | None
    updated: dt.date
    topics: tuple[str, ...]
    sizes: Mapping[str, int]

    @property
    def id(self) -> str:
        """The name that this edition keeps wherever it is listed, the same as in its e-book."""
        lasting = f"/r/{self.resource_id}/#{self.language.tag}" if self.resource_id else self.url
        return f"{settings.HUB_URL}{lasting}"


def newest(language: str, kinds: Sequence[str], topic: str = "") -> list[Place]:
    """The texts of some kinds in a language, or those of a topic, the last changed first: one query."""
    found = _places(language, kinds, topic)
    return sorted(found, key=lambda each: (each.updated, each.pk), reverse=True)


def by_title(language: str, kinds: Sequence[str], topic: str = "") -> list[Place]:
    """The same by their titles."""
    return sorted(_places(language, kinds, topic), key=lambda each: (each.title.casefold(), each.pk))


def named(language: str, names: Sequence[str]) -> list[Place]:
    """The texts of these names that a language has, in their order."""
    keys = dict(ResourceIdentity.objects.filter(resource_id__in=names).values_list("translation_key", "resource_id"))
    if not keys:
        return []
    rows = _union([_light(kind, language).filter(translation_key__in=keys) for kind in counts.KINDS])
    found = {keys[row["translation_key"]]: Place(row["of_kind"], row["pk"], row["title"], _day(row)) for row in rows}
    return [found[name] for name in names if name in found]


def whole(language: str, places: Sequence[Place]) -> list[Listed]:
    """All that is said of the texts at some places, in their order: two queries."""
    if not places:
        return []
    roots, spoken = Roots(), languages.BY_CODE[language]
    by_kind: dict[str, list[int]] = defaultdict(list)
    for place in places:
        by_kind[place.kind].append(place.pk)
    rows = {row["pk"]: row for row in _union([_described(kind, ids) for kind, ids in by_kind.items()])}
    topics = _topics(by_kind)
    drawn = (_listed(place, rows[place.pk], spoken, roots, topics) for place in places if place.pk in rows)
    # What lies outside of any site has no address.
    return [each for each in drawn if each.url]


def _listed(
    place: Place, row: Mapping[str, Any], language: languages.Language, roots: Roots, topics: Mapping[int, list[str]]
) -> Listed:
    return Listed(
        key=row["translation_key"],
        resource_id=row["resource_id"] or "",
        language=language,
        kind=place.kind,
        title=row["title"],
        summary=row["summary"],
        authors=row["authors"],
        licence=row["licence"],
        level=row["level"],
        url=roots.address(row["url_path"]),
        published=row["published"],
        updated=place.updated,
        topics=tuple(sorted(topics.get(place.pk, ()))),
        sizes={name: row[name] for name in FILES if row[name]},
    )


def _places(language: str, kinds: Sequence[str], topic: str) -> list[Place]:
    """Chapters are read along: they are what changes in a manual."""
    wanted = [*kinds, CHAPTER] if "manual" in kinds else kinds
    rows = _union([_light(kind, language, topic if kind != CHAPTER else "") for kind in wanted])
    changed: dict[str, dt.date] = defaultdict(lambda: NEVER)
    for row in rows:
        if row["of_kind"] == CHAPTER:
            above = row["path"][: -Page.steplen]
            changed[above] = max(changed[above], _day(row))
    return [
        Place(row["of_kind"], row["pk"], row["title"], max(_day(row), changed[row["path"]]))
        for row in rows
        if row["of_kind"] != CHAPTER
    ]


def _day(row: Mapping[str, Any]) -> dt.date:
    moment = row["last_published_at"] or row["first_published_at"]
    return moment.date() if moment else row["published"] or NEVER


def _light(kind: str, language: str, topic: str = "") -> QuerySet[Any, Any]:
    pages = publicly_readable(BY_KIND[kind].objects.filter(locale__language_code=language)).order_by()
    if topic:
        pages = pages.filter(topics__code=topic, topics__status="active")
    return pages.values(*LIGHT, of_kind=Value(kind, CharField()))


def _described(kind: str, ids: Iterable[int]) -> QuerySet[Any, Any]:
    pages = publicly_readable(BY_KIND[kind].objects.filter(pk__in=list(ids))).order_by()
    named = ResourceIdentity.objects.filter(translation_key=OuterRef("translation_key")).values("resource_id")[:1]
    made = Download.objects.filter(page=OuterRef("pk")).exclude(digest="")
    sizes = {name: Subquery(made.filter(format=name).values("size")[:1]) for name in FILES}
    return pages.values(*WHOLE, resource_id=Subquery(named), **sizes)


def _topics(by_kind: Mapping[str, Sequence[int]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in _union(
        [
            BY_KIND[kind].objects.filter(pk__in=ids, topics__status="active").order_by().values("pk", "topics__code")
            for kind, ids in by_kind.items()
        ]
    ):
        found[row["pk"]].append(row["topics__code"])
    return found


def _union(rows: Sequence[QuerySet[Any, Any]]) -> list[Any]:
    return list(rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0])


def languages_of(kinds: Sequence[str] = counts.LIBRARY_KINDS) -> list[tuple[languages.Language, int]]:
    """The languages that have public texts of some kinds, those with the most first, with their number."""
    many = counts.by_language_of(tuple(kinds))
    found = [(languages.BY_CODE[code], each) for code, each in many.items() if code in languages.BY_CODE]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].endonym))
