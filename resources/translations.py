"""Which languages a text exists in, and how far each translation lags behind its original.

A translation is behind by the number of times its original was published with changes after the
revision the translation was made from. Where wagtail-localize manages a page, that is also the moment its
source was last synchronised, or, until what came with that is published, the page's own last publication;
the later of the two counts. Where sentences were taken over that were made from an older text, the revision
alone counts until they are settled.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from hub import languages
from hub.kept import kept
from hub.querysets import as_read, publicly_readable
from resources.translation_states import Facts, state

# How wagtail-localize shows where a sentence comes from: “Translated with an older original on …”.
MADE_FROM_OLDER = "an older original"
TOO_MANY_TO_NAME = 10_000  # a database takes so many values in one query; beyond, everything is read
Base = tuple[int, int | dt.datetime]


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
        return state(Facts(is_original=self.is_original, changes=self.behind)).standing.value


def editions(page: Page) -> tuple[Edition, ...]:
    """All public editions of a page's text, the original first, then by language name."""
    return kept(("editions", page.translation_key), lambda: _editions(page))


def _editions(page: Page) -> tuple[Edition, ...]:
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

    Takes specific pages (with `translated_from`) in any number and needs four queries.
    """
    lag: dict[int, tuple[int | None, int]] = {}
    found = bases(pages)
    published = _publications({source for each in found.values() for source, _after in each})
    for page_id, each in found.items():
        counts = [
            (sum(1 for revision, moment in published[source] if _is_after(revision, moment, after)), source)
            for source, after in each
        ]
        count, source = min(counts)
        lag[page_id] = (source, count)
    return lag


def bases(pages: Iterable[Any]) -> dict[int, list[Base]]:
    """For each page made from another: the original's id with the revision or the moment that it follows."""
    pages = [page for page in pages if hasattr(page, "translated_from_id")]
    from_revisions = _from_revisions(pages)
    found: dict[int, list[Base]] = {page_id: [base] for page_id, base in from_revisions.items()}
    for page_id, (base, has_older) in _from_localize(pages).items():
        if not (has_older and page_id in found):
            found.setdefault(page_id, []).append(base)
    return found


def _publications(sources: set[int]) -> dict[int, list[tuple[int, dt.datetime]]]:
    log = PageLogEntry.objects.filter(_among("page_id", sources), action="wagtail.publish", content_changed=True)
    published: dict[int, list[tuple[int, dt.datetime]]] = defaultdict(list)
    for source, revision, moment in log.values_list("page_id", "revision_id", "timestamp"):
        published[source].append((revision or 0, moment))
    return published


def _among(name: str, values: Collection[Any]) -> Q:
    return Q(**{f"{name}__in": values}) if len(values) <= TOO_MANY_TO_NAME else Q()


def _is_after(revision: int, moment: dt.datetime, after: int | dt.datetime) -> bool:
    return moment > after if isinstance(after, dt.datetime) else revision > after


def _from_revisions(pages: list[Any]) -> dict[int, Base]:
    made_from = {page.pk: page.translated_from_id for page in pages if page.translated_from_id}
    if not made_from:
        return {}
    # A revision names its object as text.
    revisions = dict(
        Page._meta.get_field("latest_revision")
        .related_model.objects.filter(_among("pk", set(made_from.values())))
        .values_list("pk", "object_id")
    )
    return {page: (int(revisions[base]), base) for page, base in made_from.items() if base in revisions}


def _from_localize(pages: list[Any]) -> dict[int, tuple[Base, bool]]:
    """The base, and whether sentences were taken over that were made from an older text."""
    by_place = {(page.translation_key, page.locale_id): page for page in pages}
    if not by_place:
        return {}
    managed = Translation.objects.filter(
        _among("source__object_id", {key for key, _locale in by_place}), enabled=True
    ).annotate(
        key=F("source__object_id"), home=F("source__locale_id"), synced=F("source__last_updated_at"), older=_has_older()
    )
    rows = list(managed.values_list("key", "target_locale_id", "home", "synced", "older"))
    ids = _page_ids({row[0] for row in rows})
    found: dict[int, tuple[Base, bool]] = {}
    for key, target, home, synced, older in rows:
        if (page := by_place.get((key, target))) and (key, home) in ids:
            found[page.pk] = ((ids[key, home], min(synced, page.last_published_at or synced)), older)
    return found


def _page_ids(keys: set[Any]) -> dict[tuple[Any, int], int]:
    if not keys:
        return {}
    rows = Page.objects.filter(_among("translation_key", keys)).values_list("pk", "translation_key", "locale_id")
    return {(key, locale): pk for pk, key, locale in rows}


def _has_older() -> Exists:
    return Exists(
        StringTranslation.objects.filter(
            tool_name=MADE_FROM_OLDER,
            locale=OuterRef("target_locale"),
            translation_of__segments__source=OuterRef("source"),
            translation_of__segments__context=F("context"),
        )
    )
