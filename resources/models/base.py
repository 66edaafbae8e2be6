"""What every resource carries: body, subjects, rights and reviews, each with its panels."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.search import index

from hub.blocks import BodyBlock
from hub.pages import HubPage
from hub.retention import Retention
from resources import reading
from vocabulary.places import is_country, is_region

SUMMARY_LENGTH = 160
PREVIEW_SIZES: list[dict[str, Any]] = [
    {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": _("Preview as on a small phone")},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Preview as on a desk")},
]


class Level(models.TextChoices):
    """How much a text asks of its reader."""

    NONE = "", _("For everybody")
    BEGINNER = "beginner", _("Beginner")
    ADVANCED = "advanced", _("Advanced")
    EXPERT = "expert", _("Expert")


class PageTag(ItemBase):
    """An editor's own tag on a page; never used for matching."""

    retention = Retention.NONE
    tag = models.ForeignKey("taggit.Tag", models.CASCADE, related_name="tagged_pages")
    content_object = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="tagged_items")


class SubjectsMixin(models.Model):
    """What a text is about, for whom and where."""

    topics = ParentalManyToManyField(
        "vocabulary.Concept",
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": "topic", "status": "active"},
        verbose_name=_("topics"),
    )
    at_risk_groups = ParentalManyToManyField(
        "vocabulary.Concept",
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": "at-risk-group", "status": "active"},
        verbose_name=_("at-risk groups"),
    )
    level = models.CharField(_("level"), max_length=12, blank=True, choices=Level.choices, default=Level.NONE)
    regions = models.JSONField(
        _("places"),
        default=list,
        blank=True,
        help_text=_("Only where the text is about a place: ISO 3166-1 country codes or UN M49 region codes."),
    )

    subject_panels = [
        MultiFieldPanel(
            [FieldPanel("topics"), FieldPanel("at_risk_groups"), FieldPanel("level"), FieldPanel("regions")],
            heading=_("What it is about"),
            help_text=_("Readers find it by its topics. Choose one to three, and groups only where it is for them."),
        )
    ]

    class Meta:
        """No table of its own."""

        abstract = True

    def clean(self) -> None:
        """Refuse codes that are no place."""
        super().clean()
        regions = self.regions if isinstance(self.regions, list) else [self.regions]
        if unknown := [str(code) for code in regions if not (is_country(str(code)) or is_region(str(code)))]:
            raise ValidationError({"regions": _("Not a place code: %(codes)s") % {"codes": ", ".join(unknown)}})


class RightsMixin(models.Model):
    """Who made a text and what readers may do with it."""

    licence = models.CharField(_("licence"), max_length=60, blank=True, help_text=_("An SPDX name, such as CC-BY-4.0."))
    attribution = models.TextField(_("attribution"), blank=True)
    authors = models.CharField(_("authors"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    rights_panels = [
        MultiFieldPanel(
            [
                FieldPanel("licence"),
                FieldPanel("attribution"),
                FieldPanel("authors"),
                FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")]),
            ],
            heading=_("Rights"),
            help_text=_("What readers may do with it, and who must be named. Without a licence they may only read it."),
        )
    ]

    class Meta:
        """No table of its own."""

        abstract = True


class ReviewMixin(models.Model):
    """When a text was made and checked, by whom, and when it must be checked again."""

    published = models.DateField(_("first published on"), null=True, blank=True)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    review_by = models.DateField(
        _("next review by"), null=True, blank=True, help_text=_("After this day readers are told that it is overdue.")
    )
    review_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who looks after it"),
    )

    review_panels = [
        MultiFieldPanel(
            [
                FieldPanel("review_owner"),
                FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_by")]),
                FieldPanel("published"),
            ],
            heading=_("Review"),
            help_text=_("Advice grows old. Say who looks after it and when it must be checked again."),
        )
    ]

    class Meta:
        """No table of its own."""

        abstract = True


class ResourcePage(SubjectsMixin, RightsMixin, ReviewMixin, HubPage):
    """A text of the library, of any kind."""

    retention = Retention.AUTHORSHIP
    kind: ClassVar[str] = ""
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    tags = ClusterTaggableManager(through=PageTag, blank=True, verbose_name=_("tags"))
    mark_words = models.BooleanField(
        _("explain words of the glossary"),
        default=True,
        help_text=_("The first mention of each of its words is marked, with what it means beside the text."),
    )

    search_fields = [*HubPage.search_fields, index.SearchField("body")]
    # In the order of work: what it says, what it is about, when it is checked, whose it is, where it stands.
    content_panels = [
        TitleFieldPanel("title", help_text=_("What a reader would look for, in a few words.")),
        FieldPanel("summary", widget=AdminAutoHeightTextInput(attrs={"data-best": SUMMARY_LENGTH})),
        FieldPanel("body", help_text=_("Begin with what matters most. Each part has a block of its own: press +.")),
        FieldPanel("mark_words"),
    ]
    promote_panels = [
        *SubjectsMixin.subject_panels,
        *ReviewMixin.review_panels,
        *RightsMixin.rights_panels,
        MultiFieldPanel([FieldPanel("tags"), FieldPanel("card_image")], heading=_("For editors")),
        *HubPage.promote_panels,
    ]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        """No table of its own."""

        abstract = True

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """A small phone first: most readers have one."""
        return PREVIEW_SIZES

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the reading pages draw."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(reading.context(self, preview=getattr(request, "is_preview", False)))
        request.hub_addresses = {each.language.code: each.url for each in context["alternates"]}  # type: ignore[attr-defined]
        return context
