"""Menu and foot of one language: what its home page says, and what they are where it says nothing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from home import chosen
from hub.pages import HOME_DEPTH
from hub.querysets import publicly_readable
from resources import rooms

SAFER = "safer-reading"


def own_pages(code: str, standing_in: str) -> tuple[Any, list[Any]]:
    """The home page of a language, if readers may see it, and its standing texts: one query for both.

    Where a language has no standing texts of its own, those of its interface language stand in.
    """
    own = Page.objects.filter(depth__in=(HOME_DEPTH, HOME_DEPTH + 1), locale__language_code__in={code, standing_in})
    of_kind = own.filter(content_type__app_label="home", content_type__model__in=("homepage", "standardpage"))
    found = list(publicly_readable(of_kind).select_related("locale", "homepage", "standardpage").order_by("path"))
    for page in found:
        own_row = page.homepage if page.depth == HOME_DEPTH else page.standardpage
        own_row.locale = page.locale
    homes = [page.homepage for page in found if page.depth == HOME_DEPTH and page.locale.language_code == code]
    texts = [page.standardpage for page in found if page.depth > HOME_DEPTH]
    texts = [text for text in texts if text.show_in_footer]
    return (homes or [None])[0], [text for text in texts if text.locale.language_code == code] or texts


def menu(code: str, home: Any, pages: dict[int, Page]) -> list[dict[str, Any]]:
    """The way to help, then what the home page names, or all sections."""
    sections = _sections(code)
    rows = home.menu.raw_data if home else []
    entries = [_entry(row, sections, pages) for row in rows] or list(sections.values())
    help_now = {"url": reverse("casework:help_now"), "label": _("I need help now"), "lang": "", "help": True}
    return [{"help": False, **entry} for entry in (help_now, *(entry for entry in entries if entry))]


def link(page: Any) -> dict[str, Any]:
    """A page as a link, in the language it is written in."""
    return {"url": page.url, "label": page.title, "lang": page.locale.language_code}


def foot(home: Any, standing: list[Any], pages: dict[int, Page]) -> list[dict[str, Any]]:
    """The links at the foot: what the home page names, or the standing texts."""
    named = [pages[pk] for pk in chosen.ids(home.foot) if pk in pages] if home else []
    return [link(page) for page in named or standing if page.slug != SAFER]


def _sections(code: str) -> dict[str, dict[str, Any]]:
    # Where a language has none, its usual address says what there is in others; the first page is no stand-in, for
    # every page lies below it and would mark the entry as the current one.
    found = {
        "library": (rooms.found(code) or f"/{code}/resources/", _("Library")),
        "trainers": (reverse("trainers:directory"), _("Trainers")),
        "fits": (reverse("trainers:who_fits"), _("Who fits us?")),
        "ask": (reverse("casework:ask"), _("Ask for training")),
        "news": (rooms.found(code, "news") or f"/{code}/news/", _("News")),
    }
    return {name: {"url": url, "label": label, "lang": ""} for name, (url, label) in found.items()}


def _entry(row: dict[str, Any], sections: dict[str, dict[str, Any]], pages: dict[int, Page]) -> dict[str, Any] | None:
    value = row["value"]
    if row["type"] == "section":
        return sections.get(value)
    page = pages.get(value["page"])
    return {**link(page), "label": value.get("label") or page.title} if page else None
