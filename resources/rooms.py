"""Where the library and the news of a language stand: editors may give these pages other names."""

from __future__ import annotations

from typing import Final

from wagtail.models import Page

from hub.kept import kept
from hub.querysets import publicly_readable

LIBRARY: Final = "resourceindexpage"
NEWS: Final = "newsindexpage"


def address(code: str, kind: str = "") -> str:
    """The address of the page that lists texts of a kind in a language, else of the language's first page."""
    return found(code, kind) or f"/{code}/"


def found(code: str, kind: str = "") -> str:
    """The same, or nothing where there is no such page that everybody may read."""
    return kept(("rooms", code), lambda: _addresses(code)).get(NEWS if kind == "news" else LIBRARY, "")


def _addresses(code: str) -> dict[str, str]:
    pages = Page.objects.filter(
        locale__language_code=code, content_type__app_label="resources", content_type__model__in=(LIBRARY, NEWS)
    )
    rows = publicly_readable(pages).select_related("locale", "content_type").order_by("-depth", "-path")
    # The last one in this order is the first of the tree.
    return {page.content_type.model: page.url or "" for page in rows}
