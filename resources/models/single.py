"""Resources of one page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from resources.models.base import ResourcePage

LIBRARY = ["resources.ResourceIndexPage"]


class GuidePage(ResourcePage):
    """Short and practical advice."""

    kind = "guide"
    template = "pages/resources/guide.html"
    parent_page_types = LIBRARY

    class Meta:
        """Names in the editor."""

        verbose_name = _("guide")
        verbose_name_plural = _("guides")


class NewsPage(ResourcePage):
    """Something that happened or is announced, with its date."""

    kind = "news"
    template = "pages/resources/news.html"
    parent_page_types = ["resources.NewsIndexPage"]

    class Meta:
        """Names in the editor."""

        verbose_name = _("news item")
        verbose_name_plural = _("news items")


class ChecklistPage(ResourcePage):
    """Things to check, under headings; ticks stay on the reader's device."""

    kind = "checklist"
    template = "pages/resources/checklist.html"
    parent_page_types = LIBRARY

    class Meta:
        """Names in the editor."""

        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")


class ToolPage(ResourcePage):
    """What one tool does, for whom it is, how to set it up."""

    kind = "tool"
    template = "pages/resources/tool.html"
    parent_page_types = LIBRARY
    platforms = models.CharField(_("platforms"), max_length=120, blank=True)
    version_reviewed = models.CharField(_("version reviewed"), max_length=60, blank=True)

    content_panels = [
        *ResourcePage.content_panels,
        FieldRowPanel([FieldPanel("platforms"), FieldPanel("version_reviewed")]),
    ]

    class Meta:
        """Names in the editor."""

        verbose_name = _("tool note")
        verbose_name_plural = _("tool notes")


class TemplatePage(ResourcePage):
    """A form to fill in: a document to download, with what it is for and how to use it on the page."""

    kind = "template"
    template = "pages/resources/template.html"
    parent_page_types = LIBRARY
    # A document in use is not deleted; an unfinished page may still have none.
    document = models.ForeignKey(
        "files.HubDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
        help_text=_("The form itself. Readers see its type and size before they download it."),
    )

    content_panels = [*ResourcePage.content_panels, FieldPanel("document")]

    class Meta:
        """Names in the editor."""

        verbose_name = _("template")
        verbose_name_plural = _("templates")


class Marking(models.TextChoices):
    """How a term is looked for in texts."""

    ANY = "any", _("In every form of the word")
    WRITTEN = "written", _("Only written exactly as in the title")
    NEVER = "never", _("Not marked in texts")


class GlossaryTermPage(ResourcePage):
    """A word of the field, explained."""

    kind = "glossary"
    template = "pages/resources/term.html"
    parent_page_types = LIBRARY
    marking = models.CharField(
        _("in other texts"),
        max_length=8,
        choices=Marking.choices,
        default=Marking.ANY,
        help_text=_(
            "The first mention of this word in each text is marked, with what it means beside it. Choose the exact "
            "form for names that are also common words, and no mark for words that everybody knows."
        ),
    )

    content_panels = [*ResourcePage.content_panels, FieldPanel("marking")]

    class Meta:
        """Names in the editor."""

        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
