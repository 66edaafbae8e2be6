"""Where missing pages meet Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from publishing.missing import report


class MissingMenuItem(MenuItem):  # type: ignore[misc]
    """Under Reports, for who can mend what is missing."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person publishes."""
        return report.may_see(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The list, and the form of a redirect."""
    return [
        path("reports/not-found/", report.show, name="publishing_missing"),
        path("reports/not-found/lead/", report.lead, name="publishing_missing_lead"),
    ]


@hooks.register("register_reports_menu_item")
def menu() -> MenuItem:
    """The way to the list."""
    return MissingMenuItem(
        gettext_lazy("Pages not found"),
        reverse_lazy("publishing_missing"),
        name="publishing-missing",
        icon_name="warning",
        order=620,
    )
