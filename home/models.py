"""Home page and standing texts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.search import index

from home import front
from hub.blocks import BodyBlock
from hub.pages import HubPage
from hub.retention import Retention
from resources import reading


class HomePage(HubPage):
    """The first page of one language."""

    template = "pages/home/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["resources.ResourceIndexPage", "resources.NewsIndexPage", "home.StandardPage"]

    class Meta:
        """Names in the editor."""

        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Topics, what was reviewed last, news, trainers."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(front.context(self))
        return context


class StandardPage(HubPage):
    """A standing text: about, what we keep about you, accessibility, safer reading."""

    template = "pages/home/standard.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    show_in_footer = models.BooleanField(_("link it at the foot of each page"), default=True)

    search_fields = [*HubPage.search_fields, index.SearchField("body")]
    content_panels = [*HubPage.content_panels, FieldPanel("body")]
    promote_panels = [*HubPage.promote_panels, FieldPanel("show_in_footer")]

    class Meta:
        """Names in the editor."""

        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The text and its other languages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(reading.plain_context(self, preview=getattr(request, "is_preview", False)))
        request.hub_addresses = {each.language.code: each.url for each in context["alternates"]}  # type: ignore[attr-defined]
        return context


@register_setting
class HubSettings(BaseSiteSetting):
    """What the organisation that runs this site may change without a developer."""

    retention = Retention.NONE
    name = models.CharField(_("name of the site"), max_length=80, default="Protection Hub")

    class Meta:
        """Names in the editor."""

        verbose_name = _("site name")
