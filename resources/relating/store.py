"""What the library knows of its texts for choosing related ones, and these as they are drawn."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from django.apps import apps
from django.db.models import QuerySet, Value
from django.utils.translation import get_language
from wagtail.models import Page

from hub import languages
from hub.kept import kept
from hub.querysets import publicly_readable
from resources import counts
from resources.kinds import KIND_LABELS
from resources.relating.choosing import Subject, choose
from vocabulary.kept import kept as terms

KINDS: Final = ("manual", "guide", "checklist", "tool", "template")


def subjects(locale_id: int) -> dict[int, Subject]:
    """The public texts of one language that have a topic, by their page: two queries."""
    groups: dict[int, set[str]] = defaultdict(set)
    for pk, _kind, _level, _day, group in _rows(locale_id, "at_risk_groups"):
        groups[pk].add(group)
    found: dict[int, Subject] = {}
    for pk, kind, level, reviewed, topic in _rows(locale_id, "topics"):
        before = found[pk].topics if pk in found else frozenset()
        day = reviewed.toordinal() if reviewed else 0
        found[pk] = Subject(pk, kind, level, before | {topic}, frozenset(groups[pk]), day)
    return found


def _rows(locale_id: int, terms: str) -> QuerySet[Any, Any]:
    rows: list[QuerySet[Any, Any]] = [
        publicly_readable(counts.model(kind).objects.filter(locale_id=locale_id, **{f"{terms}__status": "active"}))
        .order_by()
        .annotate(of_kind=Value(kind))
        .values_list("pk", "of_kind", "level", "reviewed_on", f"{terms}__code")
        for kind in KINDS
    ]
    return rows[0].union(*rows[1:], all=True)


def related(page: Any) -> list[dict[str, Any]]:
    """Up to five texts of the page's language with the reason for each (see components/related)."""
    drawn: list[dict[str, Any]] = kept(("related", page.pk), lambda: _drawn(page))
    return drawn


def _drawn(page: Any) -> list[dict[str, Any]]:
    topics = frozenset(concept.code for concept in page.topics.all())
    if not topics:
        return []
    groups = frozenset(concept.code for concept in page.at_risk_groups.all())
    known = kept(("subjects", page.locale_id), lambda: subjects(page.locale_id))
    chosen = choose(Subject(page.pk, page.kind, page.level, topics, groups), known.values())
    pages = {found.pk: found for found in Page.objects.filter(pk__in=[each.number for each in chosen])}
    names = terms().interface_labels(get_language() or languages.DEFAULT.code)
    levels = dict(apps.get_model("resources", "ManualPage")._meta.get_field("level").choices or ())
    return [
        {
            "url": pages[each.number].url or "",
            "label": pages[each.number].title,
            "lang": page.locale.language_code,
            "kind_label": KIND_LABELS[known[each.number].kind],
            "level_label": levels.get(known[each.number].level, ""),
            "reason": each.reason.value,
            "topic": names.get(("topic", each.topic), each.topic),
            "group": names.get(("at-risk-group", each.group), each.group),
        }
        for each in chosen
        if each.number in pages
    ]
