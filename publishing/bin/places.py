"""Where deleted pages lie, and how everything else keeps away from them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.models import Locale, Page
from wagtail.permissions import register_permission_policy
from wagtail.query import PageQuerySet

from accounts.translating import HubPagePolicy
from hub.pages import BIN_PATH, BIN_SLUG
from publishing.models import BinnedPage, BinPage


def the_bin() -> BinPage:
    """The page that deleted pages lie under, made when the first is deleted."""
    found = BinPage.objects.first()
    if found is None:
        found = BinPage(title="Bin", slug=BIN_SLUG, live=False, locale=Locale.get_default())
        Page.get_first_root_node().add_child(instance=found)
    return found


def outside(pages: PageQuerySet, user: Any = None) -> PageQuerySet:
    """These pages without those that are in the bin, and without the bin.

    By the place in the tree, which Wagtail's search can filter by too; it is asked once for each `user`, who
    lives as long as a request.
    """
    path = getattr(user, "_path_of_the_bin", None) or BinPage.objects.values_list("path", flat=True).first()
    if path is None:
        return pages
    if user is not None:
        user._path_of_the_bin = path
    return pages.exclude(path__startswith=path)


def deleted_translations(keys: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    """Which of these translation keys have pages in the bin, with the language of each."""
    wanted = set(keys)
    rows = BinnedPage.objects.values_list("translation_key", "page__locale__language_code")
    return {row for row in rows if row[0] in wanted}


class OutsideTheBin(HubPagePolicy):
    """The rights on pages; in the bin nobody has any, operators neither: it has screens of its own."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Model) -> bool:
        """Whether somebody may do any of these with a page."""
        if getattr(instance, "url_path", "").startswith(BIN_PATH):
            return False
        return bool(super().user_has_any_permission_for_instance(user, actions, instance))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> PageQuerySet:
        """The pages with which somebody may do any of these."""
        return outside(super().instances_user_has_any_permission_for(user, actions), user)

    def explorable_instances(self, user: Any) -> PageQuerySet:
        """The pages that somebody finds in the explorer."""
        return outside(super().explorable_instances(user), user)


def register() -> None:
    """Let the whole admin ask these rights."""
    register_permission_policy(Page, OutsideTheBin(Page))
