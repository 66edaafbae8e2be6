"""What operators see of the search in the admin: which engine answers, what it holds, when it last did not."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.health import SEES_DETAILS
from search.health import states


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Each engine with its counts."""
    if not request.user.has_perm(SEES_DETAILS):
        raise PermissionDenied
    context = {
        "engines": states(),
        "page_title": _("State of the search"),
        "header_icon": "search",
        "breadcrumbs_items": [{"url": "", "label": _("State of the search")}],
    }
    return render(request, "search/panel.html", context)


class SearchMenuItem(MenuItem):  # type: ignore[misc]
    """Under Reports, for who keeps the site running."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may see the state of the site's parts."""
        return request.user.has_perm(SEES_DETAILS)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The panel."""
    return [path("reports/search/", show, name="search_panel")]


@hooks.register("register_reports_menu_item")
def menu() -> MenuItem:
    """The way to the panel."""
    return SearchMenuItem(
        gettext_lazy("State of the search"), reverse_lazy("search_panel"), name="search", icon_name="search", order=700
    )
