"""Wagtail's page editor, which hands on to its page what it has read of it before."""

from __future__ import annotations

from typing import Any

from django.shortcuts import redirect
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from hub.once import once, reads_only
from hub.pages import HubPage
from publishing.languages.screens import UnpublishPage
from publishing.weight.panel import WeightSidePanel


class OpenPage(EditView):  # type: ignore[misc]
    """The editor; the view reads the page as a plain one first, then as what it is."""

    def get_object(self) -> Any:
        """The page with its latest version and the one that waits for its day."""
        page = super().get_object()
        if reads_only():
            once(("schedule", page.pk), lambda: self.scheduled_revision)
            if self.latest_revision is not None and page.latest_revision_id == self.latest_revision.pk:
                page.latest_revision = self.latest_revision
        return page

    def get_side_panels(self) -> Any:
        """Wagtail's, and after them what the page weighs; not where only parts of the screen are drawn again."""
        panels = super().get_side_panels()
        if not (self.expects_json_response or self.hydrate_create_view) and hasattr(self.page, "body"):
            panels.append(WeightSidePanel(self.page, self.request))
        return panels

    def redirect_away(self) -> Any:
        """Back to the list of pages; whoever may only read and decide goes on with what waits on the first screen."""
        if self.next_url or page_permission_policy.explorable_root_instance(self.request.user):
            return super().redirect_away()
        return redirect("wagtailadmin_home")


class HubPages(PageViewSet):  # type: ignore[misc]
    """The screens of all pages of this site."""

    model = HubPage
    edit_view_class = OpenPage
    unpublish_view_class = UnpublishPage

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """What every screen is told: it looks its page up among all, as `HubPage` has no rows of its own."""
        told: dict[str, Any] = super().get_common_view_kwargs(**{"model": Page, **kwargs})
        return told
