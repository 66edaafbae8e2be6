"""The state of every text in every language, read in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from hub.languages import DEFAULT
from hub.pages import BIN_PATH
from publishing.translation.po import UNSURE
from publishing.translation.weights import risk
from resources.models import PAGE_MODELS
from resources.translation_states import Facts, State, state
from resources.translations import MADE_FROM_OLDER, behind


@dataclass(slots=True)
class Known:
    """What the states need of a page."""

    pk: int
    translation_key: UUID
    locale_id: int
    title: str
    live: bool
    last_published_at: dt.datetime | None
    path: str
    kind: str
    translated_from_id: int | None = None
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A text in a language: the page that is there, or that of its original where none is."""

    kind: str
    locale: int
    title: str
    page: int | None
    original: Known
    state: State
    risk: int
    address: str = ""  # of the screen where it is translated, for what is no page


Progress = Mapping[tuple[UUID, int], tuple[int, int, int]]


def rows(locales: Collection[int], *, topic: int | None = None, drafts: bool = True) -> list[Row]:
    """Texts in these languages, those that harm readers most first; `drafts` adds originals that are not public."""
    pages = list(_pages())
    lag = behind(pages)
    progress = _progress()
    origins = {source for source, _count in lag.values()}
    chosen = _about(topic, pages) if topic else None
    groups: dict[UUID, list[Known]] = defaultdict(list)
    for page in pages:
        groups[page.translation_key].append(page)
    found: list[Row] = []
    default = Locale.objects.filter(language_code=DEFAULT.code).values_list("pk", flat=True).first()
    for group in groups.values():
        original = _original(group, origins, default)
        if (original.live or drafts) and (chosen is None or original.pk in chosen):
            found += _of_group(original, group, locales, lag, progress)
    return sorted(found, key=lambda row: (-row.risk, row.original.title, row.original.pk, row.locale))


def _of_group(
    original: Known, group: Sequence[Known], locales: Collection[int], lag: Mapping[int, Any], progress: Progress
) -> Iterator[Row]:
    there = {page.locale_id: page for page in group}
    for locale in locales:
        if locale == original.locale_id:
            continue
        page = there.get(locale)
        now = state(facts_of(page, lag, progress)) if page else state(Facts(exists=False))
        shown = page or original
        yield Row(
            original.kind, locale, shown.title, page.pk if page else None, original, now, risk(original.kind, now)
        )


def facts_of(page: Any, lag: Mapping[int, Any], progress: Progress) -> Facts:
    """What is known of a page that exists and was made from another."""
    strings, done, doubtful = progress.get((page.translation_key, page.locale_id), (0, 0, 0))
    changes = lag[page.pk][1] if page.pk in lag else None
    return Facts(live=page.live, changes=changes, strings=strings, done=done, doubtful=doubtful)


def state_of(page: Any) -> State:
    """The state of one page, by the same rules."""
    page = page.specific
    lag = behind([page])
    same = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    if page.pk not in lag and not same.exists():
        return state(Facts(is_original=True))
    if page.pk not in lag and page.pk in {source for source, _n in behind(list(same.specific())).values()}:
        return state(Facts(is_original=True))
    return state(facts_of(page, lag, _progress(page.translation_key)))


def _original(group: Sequence[Known], origins: Collection[int | None], default: int | None) -> Known:
    """The page that others were made from; else that in the site's first language; else the oldest."""
    return min(group, key=lambda page: (page.pk not in origins, page.locale_id != default, page.pk))


def _pages() -> Iterator[Known]:
    types = ContentType.objects.get_for_models(*PAGE_MODELS)
    kinds = {types[model].pk: model.kind for model in PAGE_MODELS}
    extra = {
        pk: (made_from, owner)
        for pk, made_from, owner in _united(
            model.objects.order_by().values_list("pk", "translated_from_id", "review_owner_id") for model in PAGE_MODELS
        )
    }
    fields = ("pk", "translation_key", "locale_id", "title", "live", "last_published_at", "path", "content_type_id")
    found = Page.objects.filter(content_type_id__in=kinds, alias_of=None).exclude(url_path__startswith=BIN_PATH)
    for pk, key, locale, title, live, last, path, type_id in found.values_list(*fields).order_by("path"):
        yield Known(pk, key, locale, title, live, last, path, kinds[type_id], *extra.get(pk, (None, None)))


def _united(querysets: Iterable[Any]) -> Any:
    first, *others = querysets
    return first.union(*others, all=True)


def _about(topic: int, pages: Sequence[Known]) -> set[int]:
    """The texts on a topic; a chapter is about what its manual is about."""
    named = set(
        _united(model.objects.filter(topics=topic).order_by().values_list("pk", flat=True) for model in PAGE_MODELS)
    )
    above = {page.path for page in pages if page.pk in named}
    return {page.pk for page in pages if page.pk in named or page.path[: -Page.steplen] in above}


def _progress(key: UUID | None = None) -> Progress:
    """For each text that is translated sentence by sentence: sentences, translated ones, doubtful ones."""
    which = Q(source__object_id=key) if key else Q()
    managed = list(
        Translation.objects.filter(which, enabled=True).values_list(
            "source_id", "source__object_id", "target_locale_id"
        )
    )
    if not managed:
        return {}
    segments = StringSegment.objects.filter(which).order_by()
    totals = dict(segments.values_list("source_id").annotate(count=Count("pk")))
    machine = Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    doubt = machine | Q(tool_name__in=[MADE_FROM_OLDER, UNSURE])
    translated = StringTranslation.objects.filter(
        Q(context__object_id=key) if key else Q(), has_error=False, translation_of__segments__context=F("context")
    ).order_by()
    counts = {
        (source, locale): (done, doubtful)
        for source, locale, done, doubtful in translated.values_list(
            "translation_of__segments__source", "locale"
        ).annotate(done=Count("translation_of__segments"), doubtful=Count("translation_of__segments", filter=doubt))
    }
    return {
        (text, locale): (totals.get(source, 0), *counts.get((source, locale), (0, 0)))
        for source, text, locale in managed
    }
