"""Where a text in a language is worked on."""

from __future__ import annotations

from django.urls import reverse
from wagtail.models import Locale

from publishing.translation.library import Row


def address_of(row: Row, locale: Locale) -> str:
    """The editor of a text that exists; where it is missing, the form that begins its translation."""
    if row.address or row.page:
        return row.address or reverse("wagtailadmin_pages:edit", args=[row.page])
    address = reverse("wagtail_localize:submit_page_translation", args=[row.original.pk])
    return f"{address}?select_locale={locale.language_code}"
