"""Which pages are written where: the library as paths of a folder."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from wagtail.models import Page

from hub import languages
from hub.querysets import publicly_readable
from resources.models import PAGE_MODELS, ChapterPage, ManualPage, ResourceIdentity, ResourcePage


@dataclass
class Shelf:
    """Paths by page, and pages by id and language, for everything that anybody may read."""

    paths: dict[int, str] = field(default_factory=dict)
    pages: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of_site(cls) -> Shelf:
        """All languages, so that links between them keep their target whatever is written."""
        names = dict(ResourceIdentity.objects.values_list("translation_key", "resource_id"))
        shelf, manuals = cls(), dict[str, str]()
        for model in sorted(PAGE_MODELS, key=lambda each: each is ChapterPage):
            chapters: dict[str, int] = defaultdict(int)
            rows = publicly_readable(model.objects.order_by("path")).values_list(
                "pk", "path", "slug", "translation_key", "locale__language_code"
            )
            for pk, tree, slug, key, code in rows:
                language = languages.BY_CODE.get(code)
                name = names.get(key, slug)
                if language is None:
                    continue
                if model is ManualPage:
                    manuals[tree] = f"{name}/{language.tag}"
                    shelf._put(pk, (name, code), f"{manuals[tree]}/index.md")
                elif model is not ChapterPage:
                    shelf._put(pk, (name, code), f"{name}/{language.tag}.md")
                elif folder := manuals.get(tree[: -Page.steplen]):
                    chapters[folder] += 1
                    shelf._put(pk, (name, code), f"{folder}/{chapters[folder]:02d}-{name.rpartition('/')[2]}.md")
        return shelf

    def _put(self, pk: int, key: tuple[str, str], path: str) -> None:
        if key not in self.pages:
            self.paths[pk], self.pages[key] = path, pk

    def relative(self, pk: int, path: str) -> str | None:
        """The way from the file at `path` to the file of a page."""
        target = self.paths.get(pk)
        return posixpath.relpath(target, posixpath.dirname(path)) if target else None


def chosen(shelf: Shelf, codes: Iterable[str]) -> Iterable[tuple[str, ResourcePage]]:
    """The pages of some languages (of all, if none is named) with their paths, a few hundred at a time."""
    codes = set(codes)
    for model in PAGE_MODELS:
        pages = model.objects.filter(pk__in=shelf.paths) if len(shelf.paths) < 500 else model.objects.all()
        if codes:
            pages = pages.filter(locale__language_code__in=codes)
        for page in pages.select_related("locale").order_by("path").iterator(chunk_size=200):
            if page.pk in shelf.paths:
                yield shelf.paths[page.pk], page
