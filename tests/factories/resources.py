"""Texts of the library in the situations that tests speak of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.models import Locale, Page

from home.trees import ensure_tree
from resources.models import (
    BY_KIND,
    ChapterPage,
    GuidePage,
    ManualPage,
    NewsIndexPage,
    ResourceIndexPage,
    ResourcePage,
)


def shelf(language: str, kind: str = "guide") -> Page:
    """The page that texts of a kind stand below, in a language that gets its tree if it has none."""
    home = ensure_tree(language)
    return (NewsIndexPage if kind == "news" else ResourceIndexPage).objects.child_of(home).get()


def body(*sections: str, text: str = "Some words to read.") -> list[dict[str, Any]]:
    """A stored body: for each section a heading and a paragraph."""
    blocks: list[dict[str, Any]] = []
    for number, section in enumerate(sections):
        heading = {"text": section, "level": "2"}
        blocks.append({"type": "heading", "value": heading, "id": f"00000000-0000-4000-8000-{number:012d}"})
        blocks.append({"type": "text", "value": f"<p>{text}</p>", "id": f"00000000-0000-4000-9000-{number:012d}"})
    return blocks or [{"type": "text", "value": f"<p>{text}</p>", "id": "00000000-0000-4000-a000-000000000000"}]


def published(kind: str = "guide", *, language: str = "en", slug: str = "a-guide", **fields: Any) -> ResourcePage:
    """A published text of one page, or a manual without chapters."""
    page = BY_KIND[kind](
        title=fields.pop("title", slug.replace("-", " ").capitalize()),
        slug=slug,
        locale=Locale.objects.get_or_create(language_code=language)[0],
        **{"body": body(), **fields},
    )
    shelf(language, kind).add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def manual(*chapters: str, language: str = "en", slug: str = "a-manual", **fields: Any) -> ManualPage:
    """A published manual with published chapters of these titles."""
    book = published("manual", language=language, slug=slug, **fields)
    for title in chapters:
        chapter = ChapterPage(title=title, slug=title.lower().replace(" ", "-"), locale=book.locale, body=body(title))
        book.add_child(instance=chapter)
        chapter.save_revision().publish()
    return book


def translation(of: ResourcePage, language: str, **fields: Any) -> ResourcePage:
    """A published translation, made from the original as it is published now."""
    return published(
        of.kind,
        language=language,
        slug=fields.pop("slug", of.slug),
        translation_key=of.translation_key,
        translated_from=of.live_revision or of.latest_revision,
        **fields,
    )


def changed(page: Page, *, times: int = 1, text: str = "New words.") -> Page:
    """The same page, changed and published so many times more."""
    for number in range(times):
        fresh = page.specific_class.objects.get(pk=page.pk)
        fresh.body = body(text=f"{text} {number}")
        fresh.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def overdue(**fields: Any) -> GuidePage:
    """A guide past its review date."""
    return published(reviewed_on=dt.date(2020, 1, 1), review_by=dt.date(2021, 1, 1), **fields)
