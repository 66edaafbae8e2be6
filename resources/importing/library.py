"""What the site already has, read once before an import: identities, pages, and what the last one wrote."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.module_loading import import_string
from taggit.models import Tag
from wagtail.models import Locale, Page

from hub.pages import HOME_DEPTH
from resources.models import PAGE_MODELS, ImportRecord, ResourceIdentity, ResourcePage
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
    kind: str

    @property
    def is_shell(self) -> bool:
        """Whether an import was stopped between making the page and writing it."""
        return not self.live and self.latest_revision is None


@dataclass
class Library:
    """The site's resources by id and language."""

    identities: dict[str, uuid.UUID]
    records: dict[int, ImportRecord]
    locales: dict[str, Locale]
    concepts: Mapping[str, Mapping[str, int]]
    rows_of_concepts: Mapping[int, Concept]
    tags: dict[str, Tag]
    pages: dict[Key, PageRow] = field(default_factory=dict)
    binned: set[Key] = field(default_factory=set)
    languages: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls) -> Library:
        """Everything in a handful of queries, however many resources there are."""
        identities = dict(ResourceIdentity.objects.values_list("resource_id", "translation_key"))
        names = {key: resource_id for resource_id, key in identities.items()}
        locales = {locale.language_code: locale for locale in Locale.objects.all()}
        codes = {locale.pk: code for code, locale in locales.items()}
        kinds = {ContentType.objects.get_for_model(model).pk: model.kind for model in PAGE_MODELS}
        fields = ("pk", "live", "latest_revision_id", "live_revision_id", "content_type_id")
        rows = Page.objects.filter(depth__gt=HOME_DEPTH).values_list("translation_key", "locale_id", *fields)
        library = cls(
            identities=identities,
            records={record.page_id: record for record in ImportRecord.objects.all()},
            locales=locales,
            concepts={scheme: store.keys(scheme) for scheme in (Scheme.TOPIC, Scheme.AT_RISK_GROUP)},
            rows_of_concepts=Concept.objects.in_bulk(),
            tags={tag.name.casefold(): tag for tag in Tag.objects.all()},
        )
        in_the_bin = import_string(settings.HUB_DELETED)(names)
        library.binned = {(names[key], code) for key, code in in_the_bin}
        for key, locale, pk, live, latest, published, model in rows.order_by("pk").iterator():
            if key in names:
                row = PageRow(pk, live, latest, published, kinds.get(model, ""))
                library._put((names[key], codes[locale]), row)
        return library

    def _put(self, key: Key, row: PageRow) -> None:
        if key not in self.pages:
            self.languages[key[0]].append(key[1])
        self.pages[key] = row

    def drop(self, key: Key) -> None:
        """A page is not there after all."""
        if self.pages.pop(key, None):
            self.languages[key[0]].remove(key[1])

    def original(self, key: Key) -> Key | None:
        """The edition that a translation is made from: the site's language, else the one that came first."""
        resource_id, language = key
        there = self.languages.get(resource_id, [])
        first = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in there else next(iter(there), language)
        return None if first == language else (resource_id, first)

    def record(self, key: Key) -> ImportRecord | None:
        """What the last import wrote to this page."""
        row = self.pages.get(key)
        return self.records.get(row.pk) if row else None

    def edited_here(self, key: Key) -> bool:
        """Whether somebody wrote to the page, or took it off the site, since the last import."""
        row, record = self.pages[key], self.record(key)
        return record is None or not row.live or row.latest_revision != record.revision_id

    def page(self, key: Key) -> ResourcePage:
        """The page itself."""
        page: ResourcePage = Page.objects.get(pk=self.pages[key].pk).specific
        return page

    def at(self, path: str) -> int | None:
        """The page at an address of this site (`/en/about/`)."""
        code, _, rest = path.strip("/").partition("/")
        home = Page.objects.filter(depth=HOME_DEPTH, locale__language_code=code).first()
        place = f"{home.url_path}{rest.strip('/')}/".replace("//", "/") if home else ""
        return Page.objects.filter(url_path=place).values_list("pk", flat=True).first() if place else None

    def tag(self, name: str) -> Tag:
        """The tag of this name in any case, made if there is none."""
        found = self.tags.get(name.casefold())
        if found is None:
            found, _made = Tag.objects.get_or_create(name=name)
            self.tags[name.casefold()] = found
        return found

    def remember(self, key: Key, page: ResourcePage) -> None:
        """A page was made or written."""
        row = PageRow(page.pk, page.live, page.latest_revision_id, page.live_revision_id, page.kind)
        self._put(key, row)
