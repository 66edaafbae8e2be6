"""Which text a public page contributes to the index, read in the same number of queries for one page as for many."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from hub import languages
from hub.findable import kinds
from hub.querysets import publicly_readable
from resources.models import PAGE_MODELS, ChapterPage, ManualPage, ResourceIdentity
from search import visibility
from search.kinds import documents as entries
from search.kinds.numbers import by_place
from search.passages import Document
from search.texts import sections
from vocabulary.models import Label, LabelKind

BATCH = 100


@dataclass
class _Batch:
    """What a batch of pages needs besides their own rows."""

    pages: list[Any]
    manuals: dict[str, Any]
    names: dict[UUID, str]
    topics: dict[int, list[tuple[int, str]]]
    groups: dict[int, list[tuple[int, str]]]
    labels: dict[tuple[int, str], list[str]] = field(default_factory=dict)

    def subject(self, page: Any) -> Any | None:
        """What a page's kind and topics are read from: for a chapter its manual, if that is public."""
        return self.manuals.get(page.path[: -Page.steplen]) if isinstance(page, ChapterPage) else page


def all_pages() -> Iterator[list[int]]:
    """The ids of all resources, public or not, and of the entries of other kinds that are listed, in batches."""
    names = [model._meta.model_name for model in PAGE_MODELS]
    found = Page.objects.filter(content_type__app_label="resources", content_type__model__in=names)
    ids = list(found.order_by("path").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
    yield from entries.numbers(timezone.now(), BATCH)


def documents(wanted: Iterable[int], now: dt.datetime | None = None) -> list[Document]:
    """The documents of those of the wanted pages, and entries of other kinds, that anybody may read now."""
    now, rows = now or timezone.now(), by_place(wanted)
    others = [each for kind in kinds() if kind.place in rows for each in entries.documents(kind, rows[kind.place], now)]
    return [*_texts(rows.get(0, set()), now), *others]


def _texts(wanted: set[int], now: dt.datetime) -> list[Document]:
    if not wanted:
        return []
    pages = [
        page
        for model in PAGE_MODELS
        for page in visibility.of(model.objects.all(), wanted, now).select_related("locale")
        if visibility.inside_a_site(page.url_path) and page.locale.language_code in languages.BY_CODE
    ]
    batch = _read(pages, now)
    return [_document(page, batch) for page in pages]


def _read(pages: list[Any], now: dt.datetime) -> _Batch:
    above = {page.path[: -Page.steplen] for page in pages if isinstance(page, ChapterPage)}
    manuals = {page.path: page for page in publicly_readable(ManualPage.objects.filter(path__in=above), now)}
    everything = [*pages, *manuals.values()]
    keys = {page.translation_key for page in everything}
    names = dict(
        ResourceIdentity.objects.filter(translation_key__in=keys).values_list("translation_key", "resource_id")
    )
    ids = {page.pk for page in everything}
    topics, groups = _chosen(ids, "topics"), _chosen(ids, "at_risk_groups")
    return _Batch(pages, manuals, names, topics, groups, _labels(topics))


def _chosen(ids: set[int], field: str) -> dict[int, list[tuple[int, str]]]:
    """The terms that each page has chosen in a field, as row and code: one query per kind of page."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for model in PAGE_MODELS:
        through: Any = getattr(model, field).through
        own = f"{model._meta.model_name}_id"
        rows = through.objects.filter(**{f"{own}__in": ids}).values_list(own, "concept_id", "concept__code")
        for page, concept, code in rows:
            found[page].append((concept, code))
    return found


def _labels(topics: Mapping[int, list[tuple[int, str]]]) -> dict[tuple[int, str], list[str]]:
    """All words for the topics, by concept and language."""
    concepts = {concept for found in topics.values() for concept, _code in found}
    labels: dict[tuple[int, str], list[str]] = defaultdict(list)
    shown = Label.objects.filter(concept_id__in=concepts).exclude(kind=LabelKind.HIDDEN)
    for concept, language, text in shown.values_list("concept_id", "language", "text"):
        labels[concept, language].append(text)
    return labels


def _document(page: Any, batch: _Batch) -> Document:
    subject = batch.subject(page)
    language = languages.BY_CODE[page.locale.language_code]
    place = batch.names.get(page.translation_key) or _unnamed(page, subject)
    return Document(
        page=page.pk,
        place=place,
        language=language.code,
        analyser=language.analyser,
        kind="manual" if isinstance(page, ChapterPage) else page.kind,
        title=page.title,
        summary=page.summary,
        translated_from=page.translated_from_id or 0,
        order=page.path,
        sections=sections(page.body.raw_data),
        resource=place.partition("/")[0] if isinstance(page, ChapterPage) else place,
        **(_subject_facts(subject, language.code, batch) if subject else {"resource_title": ""}),
    )


def _unnamed(page: Any, subject: Any | None) -> str:
    """What a page without a name outside is called until it has one: by its slugs."""
    return page.slug if subject in (page, None) else f"{subject.slug}/{page.slug}"


def _subject_facts(subject: Any, language: str, batch: _Batch) -> dict[str, Any]:
    topics = batch.topics.get(subject.pk, [])
    return {
        "resource_title": subject.title,
        "level": subject.level,
        "topics": tuple(sorted(code for _concept, code in topics)),
        "labels": tuple(text for concept, _code in topics for text in batch.labels.get((concept, language), ())),
        "groups": tuple(sorted(code for _concept, code in batch.groups.get(subject.pk, []))),
        "regions": tuple(map(str, subject.regions)) if isinstance(subject.regions, list) else (),
        "reviewed": subject.reviewed_on.isoformat() if subject.reviewed_on else "",
        "review_by": subject.review_by.isoformat() if subject.review_by else "",
    }
