"""The fields of what stands around every page of one language."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from home.blocks import MenuBlock, PagesBlock


class AroundMixin(models.Model):
    """What stands around every page of one language: name, menu, foot."""

    site_name = models.CharField(
        _("name of the site in this language"), max_length=80, blank=True, help_text=_("Left empty, the usual name.")
    )
    menu = StreamField(
        MenuBlock(),
        blank=True,
        verbose_name=_("menu"),
        help_text=_(
            "Left empty, all sections of the site. “I need help now” always stands first. "
            "Add up to three pages of your own."
        ),
    )
    promise = models.CharField(
        _("promise"),
        max_length=300,
        blank=True,
        help_text=_("What reading here leaves behind, said at the foot of every page. Left empty, the usual words."),
    )
    foot = StreamField(
        PagesBlock(max_num=8),
        blank=True,
        verbose_name=_("links at the foot"),
        help_text=_("Left empty, the standing texts of this language."),
    )
    contact = models.TextField(
        _("contact"),
        max_length=400,
        blank=True,
        help_text=_("Who you are and how people reach you, in a few lines at the foot of every page."),
    )

    around_panels = [
        MultiFieldPanel([FieldPanel("site_name"), FieldPanel("menu")], heading=_("Name and menu")),
        MultiFieldPanel([FieldPanel("promise"), FieldPanel("foot"), FieldPanel("contact")], heading=_("Foot")),
    ]

    class Meta:
        """No table of its own."""

        abstract = True
