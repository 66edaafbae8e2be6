"""Manuals: an introduction and ordered chapters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from resources.models.base import ResourcePage


class ManualPage(ResourcePage):
    """A book: its introduction, with its chapters as pages below it, in the order of the tree."""

    kind = "manual"
    template = "pages/resources/manual.html"
    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types = ["resources.ChapterPage"]

    class Meta:
        """Names in the editor."""

        verbose_name = _("manual")
        verbose_name_plural = _("manuals")


class ChapterPage(ResourcePage):
    """One chapter of a manual."""

    kind = "chapter"
    template = "pages/resources/chapter.html"
    parent_page_types = ["resources.ManualPage"]

    class Meta:
        """Names in the editor."""

        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
