"""How many public texts there are: per language, per topic, per kind. Chapters count with their manual."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.querysets import publicly_readable

KINDS = {
    "manual": "ManualPage",
    "guide": "GuidePage",
    "checklist": "ChecklistPage",
    "tool": "ToolPage",
    "template": "TemplatePage",
    "glossary": "GlossaryTermPage",
    "news": "NewsPage",
}
LIBRARY_KINDS = tuple(kind for kind in KINDS if kind != "news")


def model(kind: str) -> type[Page]:
    """The page model of a kind."""
    found: type[Page] = apps.get_model("resources", KINDS[kind])
    return found


def texts(kinds: tuple[str, ...] = tuple(KINDS)) -> PageQuerySet:
    """The public texts of some kinds, as plain pages."""
    of_kind = reduce(or_, (Q(content_type__app_label="resources", content_type__model=KINDS[k].lower()) for k in kinds))
    return publicly_readable(Page.objects.filter(of_kind))


def by_language() -> dict[str, int]:
    """Texts per language code."""
    return by_language_of(tuple(KINDS))


def by_language_of(kinds: tuple[str, ...]) -> dict[str, int]:
    """Texts of some kinds per language code."""
    rows = texts(kinds).order_by().values_list("locale__language_code").annotate(many=Count("pk"))
    return dict(rows)


def by_kind(language: str) -> dict[str, int]:
    """Texts per kind in one language."""
    names = {name.lower(): kind for kind, name in KINDS.items()}
    rows = texts().filter(locale__language_code=language).order_by()
    return {names[row]: many for row, many in rows.values_list("content_type__model").annotate(many=Count("pk"))}


def by_topic(kinds: tuple[str, ...] = tuple(KINDS)) -> dict[str, Counter[str]]:
    """For each topic code, texts per language code: one query, whatever the number of texts."""
    rows: list[QuerySet[Any, Any]] = [
        publicly_readable(model(kind).objects.filter(topics__status="active"))
        .order_by()
        .values_list("topics__code", "locale__language_code")
        .annotate(many=Count("pk"))
        for kind in kinds
    ]
    found: dict[str, Counter[str]] = {}
    for topic, language, many in rows[0].union(*rows[1:], all=True):
        found.setdefault(topic, Counter())[language] += many
    return found
