"""Browsing by the database alone, for the time that the index does not answer: filters hold, words do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from hub import languages
from hub.findable import kind
from hub.querysets import as_read, publicly_readable
from resources import counts
from resources.models import ResourceIdentity
from resources.translations import behind
from search.kinds.answering import Others, chosen
from search.kinds.finding import Listed
from search.kinds.numbers import number
from search.request import AGES, KINDS, SearchRequest
from search.rows import Row


@dataclass(frozen=True)
class Browsed:
    """One page of a plain list, and how long the list is."""

    rows: Sequence[Row]
    count: int


def entries(request: SearchRequest, now: dt.datetime) -> Others:
    """Entries of the kinds that are asked for, by their names alone."""
    lists: dict[str, Listed] = {}
    for each in (found for found in map(kind, chosen(request)) if found):
        rows = each.named(request.text, now) if request.text else sorted(each.listed(now, None))
        lists[each.name] = Listed(tuple(number(each.place, row) for row in rows))
    return Others(lists)


def browse(request: SearchRequest, reader: str, now: dt.datetime) -> Browsed:
    """The public texts that pass the filters, by title, in the languages asked for or else the reader's."""
    found = publicly_readable(Page.objects.filter(pk__in=_passing(request, now.date())), now)
    found = found.filter(locale__language_code__in=request.languages or (reader,)).order_by("title", "pk")
    total = found.count()
    last = max(1, -(-total // request.size))
    start = (min(request.page, last) - 1) * request.size
    pages = as_read(found[start : start + request.size])
    names = dict(
        ResourceIdentity.objects.filter(translation_key__in=[page.translation_key for page in pages]).values_list(
            "translation_key", "resource_id"
        )
    )
    lag = behind(pages)
    rows = [_row(page, names.get(page.translation_key, page.slug), lag.get(page.pk, (0, 0))[1], now) for page in pages]
    return Browsed(rows, total)


def _passing(request: SearchRequest, today: dt.date) -> Any:
    """The pages that pass all filters but the places: those are lists in a column, which no database asks alike."""
    kinds = [name for name in request.kinds if name in KINDS] or KINDS
    wanted = _wanted(request, today)
    passing = [counts.model(kind).objects.order_by().filter(wanted).values_list("pk", flat=True) for kind in kinds]
    return passing[0].union(*passing[1:]) if len(passing) > 1 else passing[0]


def _wanted(request: SearchRequest, today: dt.date) -> Q:
    wanted = Q()
    if request.topics:
        wanted &= Q(topics__code__in=request.topics)
    if request.groups:
        wanted &= Q(at_risk_groups__code__in=request.groups)
    if request.levels:
        wanted &= Q(level__in=["" if level == "everybody" else level for level in request.levels])
    if request.ages:
        wanted &= Q(reviewed_on__gte=today - dt.timedelta(days=max(AGES[age] for age in request.ages)))
    return wanted


def _row(page: Any, name: str, changes: int, now: dt.datetime) -> Row:
    return Row(
        resource=name,
        place=name,
        url=page.url or "",
        title=page.title,
        heading="",
        language=languages.BY_CODE.get(page.locale.language_code, languages.DEFAULT),
        kind=page.kind,
        level=page.level,
        topics=(),
        snippets=(page.summary,) if page.summary else (),
        reviewed=page.reviewed_on,
        overdue=bool(page.review_by and page.review_by < now.date()),
        behind=changes,
        weight=page.rendering.weight if hasattr(page, "rendering") else 0,
    )
