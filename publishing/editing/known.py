"""What wagtail-localize knows of a page, asked once for all buttons, menus and banners of a screen."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet
from wagtail_localize.models import Translation, TranslationSource

from hub.once import once, reads_only

MAY_TRANSLATE = "_hub_untranslated"
SOURCE = "_hub_source"
TARGET = "_hub_target"


def rows_of(page: Any) -> list[Translation]:
    """The translations that a page is the target of, stopped ones too."""
    if reads_only() and getattr(of_page(page), TARGET) is None:
        return []
    key, locale = page.translation_key, page.locale_id
    found = Translation.objects.filter(source__object_id=key, target_locale_id=locale)
    found = found.select_related("source__locale", "target_locale")
    return once(("translations", key, locale), lambda: [_with_original(row) for row in found])


def _with_original(row: Translation) -> Translation:
    """A translation whose source knows its type, and reads the original once while nobody writes."""
    source = row.source
    source.specific_content_type = ContentType.objects.get_for_id(source.specific_content_type_id)
    if reads_only():
        read = source.get_source_instance
        source.get_source_instance = lambda: once(("original", source.pk), read)
    return row


def of_page(page: Any) -> Any:
    """The row of a page with all that is known of its translating, and its language."""

    def ask() -> Any:
        rows = with_translating(Page.objects.filter(pk=page.pk)).select_related("locale")
        return rows.annotate(**{TARGET: Subquery(_targets())}).get()

    return once(("translating", page.pk), ask)


def with_translating(pages: PageQuerySet) -> PageQuerySet:
    """Pages that know whether a language is left to translate into, and the source that their translations follow."""
    there = Page.objects.filter(translation_key=OuterRef(OuterRef("translation_key")), alias_of=None)
    left = Locale.objects.exclude(pk__in=there.values("locale_id")).order_by()
    return pages.annotate(**{MAY_TRANSLATE: Exists(left), SOURCE: Subquery(_sources())})


def _sources() -> QuerySet[Any, Any]:
    own = TranslationSource.objects.filter(object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id"))
    return own.filter(Q(translations__enabled=True)).order_by("pk").values("pk")[:1]


def _targets() -> QuerySet[Any, Any]:
    of_it = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id")
    )
    return of_it.order_by("pk").values("pk")[:1]


def translating(page: Any) -> tuple[bool, int | None]:
    """Whether a page can be translated into one more language, and the source that its translations follow."""
    row = page if hasattr(page, MAY_TRANSLATE) else of_page(page)
    return getattr(row, MAY_TRANSLATE), getattr(row, SOURCE)
