"""Where the bin meets Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.pages import BIN_PATH
from publishing.bin import acts, deleting, places, views


class BinMenuItem(MenuItem):  # type: ignore[misc]
    """In the menu of whoever may open the bin."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the bin is this person's business."""
        return views.may_see(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The bin's screens."""
    return [
        path("bin/", views.show, name="publishing_bin"),
        path("bin/<int:pk>/restore/", views.restore, name="publishing_bin_restore"),
        path("bin/<int:pk>/delete/", views.delete_for_good, name="publishing_bin_delete"),
    ]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    """The way to the bin, at the end of the menu."""
    return BinMenuItem(gettext_lazy("Bin"), reverse_lazy("publishing_bin"), name="bin", icon_name="bin", order=9000)


@hooks.register("register_permissions")
def rights() -> QuerySet[Permission]:
    """The right to delete for good, for the form of groups."""
    return Permission.objects.filter(content_type__app_label="publishing", codename="delete_binentry")


@hooks.register("before_delete_page")
def into_the_bin(request: HttpRequest, page: Page) -> HttpResponse:
    """Pages are deleted into the bin."""
    return deleting.ask_or_delete(request, page)


@hooks.register("before_copy_page")
def not_copied(request: HttpRequest, page: Page) -> None:
    """What is in the bin is restored and not copied. Raises PermissionDenied."""
    if page.url_path.startswith(BIN_PATH):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def many_into_the_bin(
    request: HttpRequest, action_type: str, objects: Iterable[Any], _action: Any
) -> HttpResponse | None:
    """Several pages at once as well."""
    pages = [each for each in objects if isinstance(each, Page)]
    if action_type != "delete" or not pages:
        return None
    try:
        many = deleting.put_all(pages, request.user)
    except acts.HomeOfASiteError:
        messages.error(request, _("A site begins with one of these pages. Nothing was deleted."))
        return redirect("wagtailadmin_explore_root")
    said = ngettext(
        "%(many)d page is in the bin, with all below it. It can be restored for 30 days.",
        "%(many)d pages are in the bin, with all below them. They can be restored for 30 days.",
        many,
    )
    button = messages.button(reverse("publishing_bin"), _("Open the bin"))
    messages.success(request, said % {"many": many}, buttons=[button])
    return redirect(_action.next_url)


@hooks.register("construct_explorer_page_queryset")
def not_in_the_explorer(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The bin is no folder of the tree."""
    return places.outside(pages, request.user)


@hooks.register("construct_page_chooser_queryset")
def not_in_choosers(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Nobody links to what was deleted."""
    return places.outside(pages, request.user)


@hooks.register("register_log_actions")
def name_what_is_done(actions: LogActionRegistry) -> None:
    """A page's history says when it was in the bin."""
    actions.register_action("publishing.bin", gettext_lazy("Move to the bin"), gettext_lazy("Moved to the bin"))
    actions.register_action(
        "publishing.restore", gettext_lazy("Restore from the bin"), gettext_lazy("Restored from the bin")
    )
