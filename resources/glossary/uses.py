"""Where a word of the glossary is used, as its own page says."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Case, When
from wagtail.models import Page

from hub.kept import kept
from hub.querysets import publicly_readable
from resources.kinds import KIND_LABELS

MOST: Final = 10


def used_in(term: Page) -> list[dict[str, Any]]:
    """Texts that use a term, those named after it first (see templates/pages/resources/term.html): two queries."""
    rows: list[dict[str, Any]] = kept(("used-in", term.pk), lambda: _rows(term))
    return rows


def _rows(term: Page) -> list[dict[str, Any]]:
    using = publicly_readable(Page.objects.filter(terms_used__term=term, locale_id=term.locale_id))
    named = Case(When(title__icontains=term.title, then=1), default=0)
    pages = using.select_related("locale").order_by(named.desc(), "-rendering__words", "pk")[:MOST]
    above = {page.path[: -Page.steplen] for page in pages if page.specific_class.kind == "chapter"}
    books = dict(Page.objects.filter(path__in=above).values_list("path", "title"))
    return [
        {
            "url": page.url or "",
            "title": page.title,
            "lang": page.locale.language_code,
            "kind_label": KIND_LABELS[page.specific_class.kind],
            "book": books.get(page.path[: -Page.steplen], ""),
        }
        for page in pages
    ]
