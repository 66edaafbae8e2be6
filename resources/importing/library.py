"""What the site already has, read once before an import: identities, pages, and what the last one wrote."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from taggit.models import Tag
from wagtail.models import Locale, Page

from resources.models import ImportRecord, ResourceIdentity, ResourcePage
from vocabulary import store
from vocabulary.models import Concept, Scheme

Key = tuple[str, str]  # resource_id and code of the language


@dataclass(frozen=True)
class PageRow:
    """A page of the library as far as an import must know it."""

    pk: int
    live: bool
    latest_revision: int | None
    live_revision: int | None

    @property
    def is_shell(self) -> bool:
        """Whether an import was stopped between making the page and writing it."""
        return not self.live and self.latest_revision is None


@dataclass
class Library:
    """The site's resources by id and language."""

    identities: dict[str, uuid.UUID]
    pages: dict[Key, PageRow]
    records: dict[int, ImportRecord]
    locales: dict[str, Locale] = field(default_factory=dict)
    concepts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    rows_of_concepts: Mapping[int, Concept] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Library:
        """Everything in a handful of queries, however many resources there are."""
        identities = dict(ResourceIdentity.objects.values_list("resource_id", "translation_key"))
        names = {key: resource_id for resource_id, key in identities.items()}
        locales = {locale.language_code: locale for locale in Locale.objects.all()}
        codes = {locale.pk: code for code, locale in locales.items()}
        fields = ("pk", "live", "latest_revision_id", "live_revision_id")
        rows = Page.objects.filter(depth__gt=2).values_list("translation_key", "locale_id", *fields)
        return cls(
            identities=identities,
            pages={
                (names[key], codes[locale]): PageRow(*row) for key, locale, *row in rows.iterator() if key in names
            },
            records={record.page_id: record for record in ImportRecord.objects.all()},
            locales=locales,
            concepts={scheme: store.keys(scheme) for scheme in (Scheme.TOPIC, Scheme.AT_RISK_GROUP)},
            rows_of_concepts=Concept.objects.in_bulk(),
            tags={tag.name.casefold(): tag for tag in Tag.objects.all()},
        )

    def record(self, key: Key) -> ImportRecord | None:
        """What the last import wrote to this page."""
        row = self.pages.get(key)
        return self.records.get(row.pk) if row else None

    def page(self, key: Key) -> ResourcePage:
        """The page itself."""
        page: ResourcePage = Page.objects.get(pk=self.pages[key].pk).specific
        return page

    def tag(self, name: str) -> Tag:
        """The tag of this name in any case, made if there is none."""
        found = self.tags.get(name.casefold())
        if found is None:
            found, _made = Tag.objects.get_or_create(name=name)
            self.tags[name.casefold()] = found
        return found

    def remember(self, key: Key, page: Page) -> None:
        """A page was made or written."""
        self.pages[key] = PageRow(page.pk, page.live, page.latest_revision_id, page.live_revision_id)
