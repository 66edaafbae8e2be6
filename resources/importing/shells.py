"""Empty pages at their places in the tree, made before any text is written.

A link can then lead to a page whose text comes later in the run. A shell is no public page: it is not
live and has no revision; a run that was stopped leaves shells, and the next one fills them.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.wording import worded
from resources.importing.faults import Fault
from resources.importing.library import Key, Library
from resources.importing.plan import Entry
from resources.models import BY_KIND, ManualPage, NewsIndexPage, ResourceIdentity, ResourceIndexPage, ResourcePage


@dataclass
class Shells:
    """Makes shells; remembers parents, so that a tree of thousands is walked once."""

    library: Library
    owner: Any = None
    made: dict[Key, ResourcePage] = field(default_factory=dict)
    _parents: dict[Key, Page] = field(default_factory=dict)

    def make(self, entry: Entry) -> None:
        """Make the page of an entry, unpublished and without text, if it is not there."""
        if entry.key in self.library.pages or entry.front is None:
            return
        kind, slug = entry.front.kind, entry.source.slug
        translation_key = self._translation_key(entry.key[0], kind)
        parent = self._parent(entry)
        page = BY_KIND[kind](
            title=entry.front.title,
            draft_title=entry.front.title,
            slug=slug,
            locale=self.library.locales[entry.key[1]],
            translation_key=translation_key,
            live=False,
            owner=self.owner,
            has_unpublished_changes=True,
        )
        page._is_site_root = False  # asked three times for each page otherwise; only homes are
        parent.add_child(instance=page)
        self.made[entry.key] = page
        if kind == ManualPage.kind:
            self._parents[entry.key] = page
        self.library.remember(entry.key, page)

    def undo(self, entry: Entry) -> None:
        """The text of a shell could not be written: no page of that name remains, nor below it."""
        row = self.library.pages.get(entry.key)
        if row is None or not row.is_shell:
            return
        Page.objects.get(pk=row.pk).delete()
        self._parents.clear()
        resource_id, language = entry.key
        for key in list(self.library.pages):
            if key == entry.key or (key[1] == language and key[0].startswith(f"{resource_id}/")):
                self.made.pop(key, None)
                self.library.drop(key)

    def _translation_key(self, resource_id: str, kind: str) -> uuid.UUID:
        """One key for all languages of a resource, whichever comes first."""
        known = self.library.identities.get(resource_id)
        if known is None:
            known = ResourceIdentity.objects.create(
                resource_id=resource_id, translation_key=uuid.uuid4()
            ).translation_key
            self.library.identities[resource_id] = known
            return known
        for language in self.library.languages[resource_id]:
            if (there := self.library.pages[resource_id, language].kind) != kind:
                words = _("is a %(kind)s, but the site has “%(name)s” as a %(there)s")
                raise Fault(worded(words, kind=kind, name=resource_id, there=there or _("page")))
        return known

    def _parent(self, entry: Entry) -> Page:
        resource_id, language = entry.key
        manual = resource_id.rpartition("/")[0]
        if manual:
            return self._manual(manual, language)
        model = NewsIndexPage if entry.front and entry.front.kind == "news" else ResourceIndexPage
        place = (model.__name__, language)
        if place not in self._parents:
            home = import_string(settings.HUB_TREE)(language)
            self.library.locales[language] = home.locale
            self._parents[place] = model.objects.child_of(home).get()
        return self._parents[place]

    def _manual(self, manual: str, language: str) -> Page:
        if (manual, language) not in self._parents:
            row = self.library.pages.get((manual, language))
            if row is None or row.kind != ManualPage.kind:
                raise Fault(worded(_("its manual “%(name)s” is not there"), name=manual))
            self._parents[manual, language] = ManualPage.objects.get(pk=row.pk)
        return self._parents[manual, language]
