"""Where reviews meet Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from publishing.reviews.marking import REVIEWED, may_mark
from publishing.reviews.report import ReviewsReport, may_see
from publishing.reviews.screens import reviewed


class ReviewsMenuItem(MenuItem):  # type: ignore[misc]
    """Under Reports, for everybody of the library."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether reviews are this person's business."""
        return may_see(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The report and its button."""
    return [
        path("reports/reviews/", ReviewsReport.as_view(), name="publishing_reviews"),
        path("reports/reviews/results/", ReviewsReport.as_view(results_only=True), name="publishing_reviews_results"),
        path("pages/<int:page_id>/reviewed/", reviewed, name="publishing_reviewed"),
    ]


@hooks.register("register_reports_menu_item")
def report() -> MenuItem:
    """The way to the report."""
    return ReviewsMenuItem(
        gettext_lazy("Reviews"),
        reverse_lazy("publishing_reviews"),
        name="publishing-reviews",
        icon_name="date",
        order=610,
    )


@hooks.register("register_page_header_buttons")
def reviewed_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """“Reviewed today” in the page's own menu."""
    if may_mark(user, page):
        address = reverse("publishing_reviewed", args=[page.pk])
        yield Button(_("Reviewed today…"), address, icon_name="date", priority=64)


@hooks.register("register_log_actions")
def name_what_is_done(actions: LogActionRegistry) -> None:
    """A page's history says when it was checked."""
    actions.register_action(REVIEWED, gettext_lazy("Review"), gettext_lazy("Reviewed, without a change of the text"))
