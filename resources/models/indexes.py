"""The pages that lists of resources stand on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.pages import HubPage
from resources import newsroom, shelves


class ResourceIndexPage(HubPage):
    """The library of one language: everything but the news."""

    template = "pages/resources/library.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "resources.ManualPage",
        "resources.GuidePage",
        "resources.ChecklistPage",
        "resources.ToolPage",
        "resources.TemplatePage",
        "resources.GlossaryTermPage",
    ]

    class Meta:
        """Names in the editor."""

        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Topics and kinds with their counts, and what was reviewed last."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(shelves.library(self, request.GET))
        return context


class NewsIndexPage(HubPage):
    """The news of one language."""

    template = "pages/resources/news_index.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.NewsPage"]

    class Meta:
        """Names in the editor."""

        verbose_name = _("news page")
        verbose_name_plural = _("news pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The news, newest first, twenty a page, by month and topic."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(newsroom.news(self, request.GET))
        return context
