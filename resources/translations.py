"""Which languages a text exists in, and how far each translation lags behind its original.

A translation is behind by the number of times its original was published with changes after the
revision the translation was made from. Where wagtail-localize manages a page, that is the moment its
source was last synchronised, or, until what came with that is published, the page's own last publication.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import Translation

from hub import languages
from hub.querysets import as_read, publicly_readable


@dataclass(frozen=True)
class Edition:
    """A text in one of its languages; `behind` counts changes of the original it has not followed."""

    page_id: int
    language: languages.Language
    title: str
    url: str
    behind: int = 0
    is_original: bool = False

    @property
    def tag(self) -> str:
        """The BCP 47 tag."""
        return self.language.tag

    @property
    def endonym(self) -> str:
        """The language's name in itself."""
        return self.language.endonym

    @property
    def state(self) -> str:
        """`original`, `behind` or `current`."""
        return "original" if self.is_original else "behind" if self.behind else "current"


def editions(page: Page) -> tuple[Edition, ...]:
    """All public editions of a page's text, the original first, then by language name."""
    same = publicly_readable(Page.objects.filter(translation_key=page.translation_key))
    pages = as_read(same)
    lag = behind(pages)
    originals = {origin for origin, _count in lag.values() if origin}
    found = [
        Edition(
            each.pk,
            languages.BY_CODE[each.locale.language_code],
            each.title,
            each.url or "",
            lag.get(each.pk, (None, 0))[1],
            each.pk in originals,
        )
        for each in pages
        if each.locale.language_code in languages.BY_CODE
    ]
    return tuple(sorted(found, key=lambda each: (not each.is_original, each.endonym.casefold())))


def behind(pages: Iterable[Any]) -> dict[int, tuple[int | None, int]]:
    """For each page made from another: the original's id and how many changes it has not followed.

    Takes specific pages (with `translated_from`) in any number and needs three queries.
    """
    pages = [page for page in pages if hasattr(page, "translated_from_id")]
    bases = {**_from_revisions(pages), **_from_localize(pages)}
    sources = {source for source, _after in bases.values()}
    log = PageLogEntry.objects.filter(page_id__in=sources, action="wagtail.publish", content_changed=True)
    published: dict[int, list[tuple[int, dt.datetime]]] = defaultdict(list)
    for source, revision, moment in log.values_list("page_id", "revision_id", "timestamp"):
        published[source].append((revision or 0, moment))
    return {
        page_id: (source, sum(1 for revision, moment in published[source] if _is_after(revision, moment, after)))
        for page_id, (source, after) in bases.items()
    }


def _is_after(revision: int, moment: dt.datetime, after: int | dt.datetime) -> bool:
    return moment > after if isinstance(after, dt.datetime) else revision > after


def _from_revisions(pages: list[Any]) -> dict[int, tuple[int, int | dt.datetime]]:
    made_from = {page.pk: page.translated_from_id for page in pages if page.translated_from_id}
    if not made_from:
        return {}
    # A revision names its object as text.
    revisions = dict(
        Page._meta.get_field("latest_revision")
        .related_model.objects.filter(pk__in=set(made_from.values()))
        .values_list("pk", "object_id")
    )
    return {page: (int(revisions[base]), base) for page, base in made_from.items() if base in revisions}


def _from_localize(pages: list[Any]) -> dict[int, tuple[int, int | dt.datetime]]:
    by_place = {(page.translation_key, page.locale_id): page for page in pages}
    if not by_place:
        return {}
    managed = Translation.objects.filter(
        source__object_id__in={key for key, _locale in by_place}, enabled=True
    ).annotate(key=F("source__object_id"), home=F("source__locale_id"), synced=F("source__last_updated_at"))
    rows = list(managed.values_list("key", "target_locale_id", "home", "synced"))
    keys = {key for key, _target, _home, _synced in rows}
    ids = (
        {
            (key, locale): pk
            for pk, key, locale in Page.objects.filter(translation_key__in=keys).values_list(
                "pk", "translation_key", "locale_id"
            )
        }
        if keys
        else {}
    )
    return {
        by_place[key, target].pk: (ids[key, home], min(synced, by_place[key, target].last_published_at or synced))
        for key, target, home, synced in rows
        if (key, target) in by_place and (key, home) in ids
    }
