"""Where each sentence of a language stands: in a page, by its public name, or in a row. Batches keep memory flat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from hub.pages import BIN_PATH
from publishing.texts.values import PREFIX
from resources.models import ResourceIdentity

BATCH: Final = 25
PAGE: Final = "page"


@dataclass(frozen=True)
class Managed:
    """A page that is translated sentence by sentence, with its sentences and what they are in the language."""

    translation: Translation
    name: str  # its name in files: “page:phones”
    title: str
    segments: Mapping[tuple[str, str], StringSegment]
    known: Mapping[tuple[int, int], StringTranslation]

    def words(self, segment: StringSegment) -> StringTranslation | None:
        """What a sentence is in the language."""
        return self.known.get((segment.string_id, segment.context_id))


class Language:
    """The pages of one language; `drafts` adds those whose original is not public yet.

    A page that only some may read is never among them.
    """

    def __init__(self, code: str, *, drafts: bool) -> None:
        self.code, self.drafts = code, drafts

    @cached_property
    def titles(self) -> dict[tuple[UUID, int], str]:
        """The originals that may go into a file."""
        pages: Any = Page.objects.filter(alias_of=None).exclude(url_path__startswith=BIN_PATH).public()
        pages = pages if self.drafts else pages.live()
        rows = pages.values_list("translation_key", "locale_id", "title")
        return {(key, locale): title for key, locale, title in rows}

    @cached_property
    def names(self) -> dict[UUID, str]:
        """The public names of resources."""
        return dict(ResourceIdentity.objects.values_list("translation_key", "resource_id"))

    def name(self, key: UUID) -> str:
        """How files call a page."""
        return f"{PAGE}:{self.names.get(key, key)}"

    def pages(self, only: Collection[str] | None = None) -> Iterator[Managed]:
        """Each page with its sentences, or those of these names; a few queries for every batch."""
        found = Translation.objects.filter(target_locale__language_code=self.code, enabled=True).order_by("source_id")
        mine = [
            each
            for each in found.select_related("source", "target_locale").defer("source__content_json")
            if (each.source.object_id, each.source.locale_id) in self.titles
            and (only is None or self.name(each.source.object_id) in only)
        ]
        for start in range(0, len(mine), BATCH):
            yield from self._read(mine[start : start + BATCH])

    def _read(self, batch: Sequence[Translation]) -> Iterator[Managed]:
        segments: dict[int, dict[tuple[str, str], StringSegment]] = defaultdict(dict)
        rows = StringSegment.objects.filter(source__in=[each.source_id for each in batch])
        for row in rows.select_related("string", "context").order_by("source_id", "order"):
            segments[row.source_id].setdefault((row.string.data, row.context.path), row)
        known: dict[UUID, dict[tuple[int, int], StringTranslation]] = defaultdict(dict)
        for words in StringTranslation.objects.filter(
            locale=batch[0].target_locale, context__object_id__in=[each.source.object_id for each in batch]
        ).select_related("context"):
            known[words.context.object_id][words.translation_of_id, words.context_id] = words
        for each in batch:
            key = each.source.object_id
            title = self.titles[key, each.source.locale_id]
            yield Managed(each, self.name(key), title, segments.get(each.source_id, {}), known.get(key, {}))


def context_of(name: str, path: str = "") -> str:
    """The context of a sentence in the file."""
    return f"{name}#{path}" if path else name


def is_row(context: str) -> bool:
    """Whether a context names a text of a row."""
    return context.startswith(f"{PREFIX}:")


def split(context: str) -> tuple[str, str]:
    """The name and the path of a context."""
    name, _hash, path = context.partition("#")
    return name, path
