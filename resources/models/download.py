"""Files to take along: which were made of what, and which are wanted."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention

FORMATS: Final = [("epub", "EPUB"), ("pdf", "PDF")]


class Wanted(models.IntegerChoices):
    """Whether a file is to be made, and how soon."""

    NO = 0, _("No")
    PUBLISHED = 1, _("Its text was published")
    ASKED = 2, _("A reader waits for it")


class Download(models.Model):
    """One resource in one language as one file; the file lies under the hash of its bytes."""

    retention = Retention.NONE
    wagtail_reference_index_ignore = True
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="downloads")
    format = models.CharField(max_length=8, choices=FORMATS)
    made_of = models.CharField(max_length=64, blank=True, help_text="Which revisions of which texts, drawn how.")
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveIntegerField(default=0, help_text="Bytes.")
    wanted = models.PositiveSmallIntegerField(choices=Wanted.choices, default=Wanted.NO, db_index=True)
    fault = models.CharField(max_length=200, blank=True, help_text="Why it could not be made, for operators.")

    class Meta:
        """A format once per text."""

        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "format"], name="download_once_per_format")]

    def __str__(self) -> str:
        """The text and the format."""
        return f"{self.format} of page {self.page_id}"


class OfflinePack(models.Model):
    """The texts of one language, or of one topic in it, as one zip; the file lies under the hash of its bytes."""

    retention = Retention.NONE
    language = models.CharField(max_length=12)
    topic = models.CharField(max_length=80, blank=True, help_text="A topic's code; empty for the whole language.")
    made_of = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes.")
    made_on = models.DateField(null=True)
    wanted = models.PositiveSmallIntegerField(choices=Wanted.choices, default=Wanted.NO, db_index=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        """A topic once per language."""

        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["language", "topic"], name="pack_once_per_topic")]

    def __str__(self) -> str:
        """The language and the topic."""
        return f"{self.language} {self.topic}".strip()
