"""Texts of files as somebody's drafts: nothing is published, and nobody writes what they may not."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from publishing.translation.history import managed
from resources.importing.faults import Fault
from resources.importing.indexing import Indexing
from resources.importing.keeping import Published
from resources.importing.library import Key, Library, PageRow
from resources.importing.plan import Entry
from resources.models import NewsIndexPage, ResourceIndexPage, ResourcePage


class DraftLibrary(Library):
    """The site's resources as their editors see them."""

    def edited_here(self, key: Key) -> bool:
        """Whether somebody wrote to the page since the last import; a page may well be a draft."""
        row, record = self.pages[key], self.record(key)
        return record is None or row.latest_revision != record.revision_id

    def page(self, key: Key) -> ResourcePage:
        """The page with its newest text."""
        page = super().page(key)
        newest: ResourcePage = page.get_latest_revision_as_object() if page.latest_revision_id else page
        return newest


class Drafts(Published):
    """Each text becomes a draft of the person who brings it in."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self._may_add: dict[tuple[str, str], bool] = {}

    def library(self) -> Library:
        """What the site has, drafts included."""
        return DraftLibrary.load()

    def check(self, entry: Entry, library: Library) -> None:
        """Raises Fault where this person may not write that page."""
        if entry.front is None:
            return
        if entry.key in library.pages:
            self._check_change(library.page(entry.key))
        elif not self._adds(entry, library):
            raise Fault(_("You may not add texts in this language."))

    def _check_change(self, page: ResourcePage) -> None:
        rights = page.permissions_for_user(self.user)
        if page.alias_of_id or not rights.can_edit():
            raise Fault(_("This page exists, and you may not change it."))
        if rights.page_locked():
            raise Fault(_("This page is locked, or somebody is reviewing it."))
        if managed(page):
            raise Fault(_("This page is translated sentence by sentence. Use the translator’s screen or a PO file."))

    def _adds(self, entry: Entry, library: Library) -> bool:
        resource_id, language = entry.key
        row = library.pages.get((resource_id.rpartition("/")[0], language))
        model = NewsIndexPage if entry.front and entry.front.kind == "news" else ResourceIndexPage
        key = (str(row.pk) if row else model.__name__, language)
        if key not in self._may_add:
            found = Page.objects.filter(pk=row.pk) if row else model.objects.filter(locale__language_code=language)
            parent = found.first()
            self._may_add[key] = bool(parent and parent.permissions_for_user(self.user).can_add_subpage())
        return self._may_add[key]

    def indexed(self, indexing: Indexing) -> AbstractContextManager[None]:
        """Wagtail's own way: its indexes know the live text of a page, not its draft."""
        indexing.follows = False
        return nullcontext()

    def made_from(self, original: PageRow) -> int | None:
        """The original's published text, or its draft where it has no other."""
        return original.live_revision or original.latest_revision

    def keep(self, page: ResourcePage, *, is_new: bool) -> Revision:
        """Store the text as the page's newest draft."""
        revision: Revision = page.save_revision(user=self.user, log_action=not is_new)
        if is_new:
            log(instance=page, action="wagtail.create", user=self.user, content_changed=True)
        return revision
