"""Where a text in a language is worked on."""

from __future__ import annotations

from django.urls import reverse
from wagtail.models import Locale

from publishing.translation.library import Row


def address_of(row: Row, locale: Locale) -> str:
    """Where a text is worked on: its sentences, the editor of a page of its own, or the form that begins it."""
    if row.page and row.state.facts.strings:
        return reverse("publishing_sentences", args=[row.page])
    if row.address or row.page:
        return row.address or reverse("wagtailadmin_pages:edit", args=[row.page])
    address = reverse("wagtail_localize:submit_page_translation", args=[row.original.pk])
    return f"{address}?select_locale={locale.language_code}"
