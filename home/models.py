"""Home page and standing texts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from home import front
from home.blocks import TextsBlock, TopicsBlock
from home.frame import AroundMixin
from home.identity import HubSettings
from hub.blocks import BodyBlock
from hub.pages import HubPage
from resources import reading

__all__ = ["HomePage", "HubSettings", "StandardPage"]


class HomePage(AroundMixin, HubPage):
    """The first page of one language."""

    template = "pages/home/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["resources.ResourceIndexPage", "resources.NewsIndexPage", "home.StandardPage"]
    topics = StreamField(
        TopicsBlock(),
        blank=True,
        verbose_name=_("topics"),
        help_text=_("Which topics are shown, in this order. Left empty, all that have texts, by name."),
    )
    start = StreamField(
        TextsBlock(max_num=6),
        blank=True,
        verbose_name=_("to begin with"),
        help_text=_("Up to six texts. Each leads to the reader’s language. Left empty, what was reviewed last."),
    )
    # Each language has its own lists: what is not named here, no translation writes over.
    translatable_fields = [
        TranslatableField(name)
        for name in ("title", "slug", "seo_title", "search_description", "summary", "site_name", "promise", "contact")
    ]

    content_panels = [
        TitleFieldPanel("title", heading=_("Welcome"), help_text=_("The first words that a reader sees.")),
        FieldPanel("summary", heading=_("What the site offers"), help_text=_("One or two sentences below them.")),
        FieldPanel("topics"),
        FieldPanel("start"),
        *AroundMixin.around_panels,
    ]
    promote_panels = [FieldPanel("card_image"), *HubPage.promote_panels]

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
    promote_panels = [FieldPanel("card_image"), *HubPage.promote_panels, FieldPanel("show_in_footer")]

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
