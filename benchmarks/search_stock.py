"""Stock Wagtail search over the same generated texts, in a database that is thrown away. Imported only when wanted."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Sequence

FOLDER = tempfile.mkdtemp(prefix="hub-stock-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["HUB_DATA_DIR"] = FOLDER
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django  # noqa: E402

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from modelsearch.backends.database import SearchBackend  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402
from wagtail.search.models import IndexEntry  # noqa: E402

from search.passages import Document  # noqa: E402

SHOWN = 10


class Stock:
    """Wagtail's search as it comes, any word, over as many pages; only their language is asked, nothing is drawn."""

    def __init__(self) -> None:
        if not connection.introspection.table_names():
            call_command("migrate", verbosity=0)
        self.backend = SearchBackend({})
        self.kind = ContentType.objects.get_for_model(Page)

    def fill(self, documents: Sequence[Document]) -> None:
        """These pages and no others."""
        IndexEntry.objects.all().delete()
        root = Page.objects.get(depth=1)
        Page.objects.filter(depth__gt=1).delete()
        self.locales = {each.language: self._locale(each.language) for each in documents}
        pages = [self._page(at, each, root) for at, each in enumerate(documents, 1)]
        Page.objects.bulk_create(pages)
        made = dict(Page.objects.filter(depth=2).values_list("slug", "pk"))
        entries = [self._entry(each, str(made[each.resource])) for each in documents]
        IndexEntry.objects.bulk_create(entries)

    def _locale(self, language: str) -> Locale:
        return Locale.objects.get_or_create(language_code=language)[0]

    def _page(self, at: int, document: Document, root: Page) -> Page:
        return Page(
            title=document.title[:250],
            draft_title=document.title[:250],
            slug=document.resource,
            path=root.path + Page._int2str(at).rjust(Page.steplen, "0"),
            depth=2,
            url_path=f"/{document.resource}/",
            locale=self.locales[document.language],
            content_type=self.kind,
        )

    def _entry(self, document: Document, page: str) -> IndexEntry:
        body = "\n".join(text for part in document.sections for text in (part.heading, part.text))
        return IndexEntry(
            content_type=self.kind, object_id=page, title=document.title, body=body, autocomplete=document.title
        )

    def ask(self, text: str) -> int:
        """How many results the first page has."""
        pages = Page.objects.live().filter(locale=self.locales["en"])
        words = text.replace('"', " ").strip()
        return len(self.backend.search(words, pages, operator="or")[:SHOWN]) if words else 0
