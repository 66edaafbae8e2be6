"""Lists of texts: the library, what is new, what was reviewed last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub import languages
from hub.kept import kept
from hub.pagination import paginate
from hub.querysets import as_read, publicly_readable
from resources import counts
from resources.kinds import KIND_LABELS, KINDS_LABELS
from resources.reading import topic_address
from resources.rendering import minutes
from resources.translations import behind
from vocabulary.kept import kept as terms

ON_A_PAGE = 20


def rows(pages: Iterable[Any]) -> list[dict[str, Any]]:
    """Specific pages as rows of a shelf (see components/shelf-row), in a constant number of queries."""
    pages = list(pages)
    reader, today = get_language() or languages.DEFAULT.code, timezone.localdate()
    lag = behind(pages)
    chapters = _chapters([page for page in pages if page.kind == "manual"])
    return [
        {
            "url": page.url,
            "title": page.title,
            "lang": languages.lang_attribute(page.locale.language_code),
            "foreign": page.locale.language_code != reader,
            "summary": page.summary,
            "kind": page.kind,
            "kind_label": KIND_LABELS[page.kind],
            "level_label": page.get_level_display() if page.level else "",
            "chapters": chapters.get(page.pk, (0, 0, 0))[0],
            "minutes": minutes(page.rendering.words + chapters.get(page.pk, (0, 0, 0))[1]) if _drawn(page) else 0,
            "weight": page.rendering.weight + chapters.get(page.pk, (0, 0, 0))[2] if _drawn(page) else 0,
            "reviewed_on": page.reviewed_on,
            "published": page.published or (page.first_published_at and page.first_published_at.date()),
            "overdue": bool(page.review_by and page.review_by < today),
            "behind": lag.get(page.pk, (None, 0))[1],
        }
        for page in pages
    ]


def _drawn(page: Any) -> bool:
    return hasattr(page, "rendering")


def _chapters(manuals: list[Any]) -> dict[int, tuple[int, int, int]]:
    if not manuals:
        return {}
    by_path = {page.path: page.pk for page in manuals}
    found: dict[int, tuple[int, int, int]] = {}
    below = publicly_readable(Page.objects.filter(path__regex=f"^({'|'.join(by_path)})...."))
    for path, words, weight in below.values_list("path", "rendering__words", "rendering__weight"):
        manual = by_path[path[: -Page.steplen]]
        many, all_words, all_weight = found.get(manual, (0, 0, 0))
        found[manual] = (many + 1, all_words + (words or 0), all_weight + (weight or 0))
    return found


def topics(language: str, kinds: tuple[str, ...] = counts.LIBRARY_KINDS) -> list[dict[str, Any]]:
    """Topics that have texts, by name; those with none in `language` say that another language has some."""
    return kept(("topics", language, kinds), lambda: _topics(language, kinds))


def _topics(language: str, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    names = terms().interface_labels(language)
    entries = [
        {
            "code": code,
            "url": topic_address(code),
            "label": names.get(("topic", code), code),
            "count": many[language],
            "elsewhere": not many[language],
        }
        for code, many in counts.by_topic(kinds).items()
    ]
    return sorted(entries, key=lambda entry: (entry["elsewhere"], str(entry["label"]).casefold()))


def kinds(language: str) -> list[dict[str, Any]]:
    """Kinds that have texts in a language, each with the address that lists them."""
    return kept(("kinds", language), lambda: _kinds(language))


def _kinds(language: str) -> list[dict[str, Any]]:
    many = counts.by_kind(language)
    return [
        {"url": f"{reverse('search')}?{urlencode({'kind': kind})}", "label": label, "count": many[kind]}
        for kind, label in KINDS_LABELS.items()
        if many.get(kind)
    ]


def library(page: Any, query: QueryDict) -> dict[str, Any]:
    """The context of a language's library (see templates/pages/resources/library.html)."""
    code = page.locale.language_code
    found: list[int] = kept(("titles", page.locale_id), lambda: _by_title(page.locale_id))
    shown = paginate(found, query.get("page"), ON_A_PAGE, label=_("Pages of texts"), query=query)
    return {
        "library": {"title": page.title, "lang": code, "summary": page.summary},
        "total": shown.total,
        "topics": topics(code),
        "kinds": kinds(code),
        "texts": kept(("rows", *shown.items), lambda: rows(specific(shown.items))),
        "pager": shown.pager,
        "offline_url": reverse("resources:offline"),
    }


def _by_title(locale_id: int) -> list[int]:
    texts = counts.texts(counts.LIBRARY_KINDS).filter(locale_id=locale_id)
    return list(texts.order_by("title", "pk").values_list("pk", flat=True))


def specific(ids: list[int]) -> list[Any]:
    """Specific pages in the order of their ids."""
    found = {page.pk: page for page in as_read(Page.objects.filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def latest_news(locale_id: int) -> Any:
    """The public news of one language, newest first."""
    news = publicly_readable(counts.model("news").objects.filter(locale_id=locale_id))
    return news.order_by("-published", "-first_published_at", "-pk").values_list("pk", flat=True)


def reviewed_last(locale_id: int, many: int) -> list[dict[str, Any]]:
    """The texts of one language that were reviewed last."""
    return kept(("reviewed last", locale_id, many), lambda: _reviewed_last(locale_id, many))


def _reviewed_last(locale_id: int, many: int) -> list[dict[str, Any]]:
    dated = [
        publicly_readable(counts.model(kind).objects.filter(locale_id=locale_id, reviewed_on__isnull=False))
        .order_by()
        .values_list("pk", "reviewed_on")
        for kind in counts.LIBRARY_KINDS
    ]
    found = sorted(dated[0].union(*dated[1:], all=True), key=lambda row: (row[1], row[0]), reverse=True)[:many]
    return rows(specific([pk for pk, _reviewed in found]))
