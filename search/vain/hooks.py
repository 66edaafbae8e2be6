"""Where searches in vain meet Wagtail's admin; `search.wagtail_hooks` imports this."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.vain import screens
from search.why.screens import CHOOSES


class VainMenuItem(MenuItem):  # type: ignore[misc]
    """Under Reports, where searches in vain are counted at all."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is something to see, and the person can do something about it."""
        return settings.HUB_COUNT_VAIN_SEARCHES and request.user.has_perm(CHOOSES)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The list, and taking something off it."""
    return [
        path("reports/search-vain/", screens.show, name="search_vain"),
        path("reports/search-vain/dismiss/", screens.dismiss, name="search_vain_dismiss"),
    ]


@hooks.register("register_reports_menu_item")
def menu() -> MenuItem:
    """The way to the list."""
    return VainMenuItem(
        gettext_lazy("Searched in vain"),
        reverse_lazy("search_vain"),
        name="search-vain",
        icon_name="search",
        order=645,
    )
