"""Where the library and the news of a language stand: editors may give these pages other names."""

from __future__ import annotations

from django.apps import apps
from wagtail.models import Page

from hub.kept import kept
from hub.querysets import publicly_readable


def address(code: str, kind: str = "") -> str:
    """The address of the page that lists texts of a kind in a language, else of the language's first page."""
    model = "NewsIndexPage" if kind == "news" else "ResourceIndexPage"
    return kept(("room", code, model), lambda: _address(code, model)) or f"/{code}/"


def _address(code: str, model: str) -> str:
    pages: type[Page] = apps.get_model("resources", model)
    found = publicly_readable(pages.objects.filter(locale__language_code=code)).order_by("depth", "path")
    page = found.select_related("locale").first()
    return (page.url or "") if page else ""
