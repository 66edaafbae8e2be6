"""Rows beside the pages: what a resource is called outside, what an import wrote, what readers get."""

from __future__ import annotations

from django.db import models

from hub.retention import Retention


class ResourceIdentity(models.Model):
    """The name of a resource in every interface (`phishing`, `phishing/what-it-is`), in all its languages."""

    retention = Retention.NONE
    resource_id = models.CharField(max_length=255, unique=True)
    translation_key = models.UUIDField(unique=True)

    def __str__(self) -> str:
        """The name."""
        return self.resource_id


class ImportRecord(models.Model):
    """What the last import wrote to a page: the file's digest, and the revision it made."""

    retention = Retention.NONE
    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="import_record")
    path = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")
    folder = models.CharField(max_length=64, blank=True, help_text="Which folder it came from: a digest of its place.")
    kept = models.CharField(max_length=64, blank=True, help_text="The digest of a file kept beside a page edited here.")

    def __str__(self) -> str:
        """The file."""
        return self.path


class Rendering(models.Model):
    """What a reader gets of a body: made once for each published revision.

    Links to pages and pictures stay tokens (`page:12`) in `html`, and so do terms of the glossary (`word:12`), so
    that nothing here goes stale when something else moves.
    """

    retention = Retention.NONE
    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="rendering")
    revision_id = models.BigIntegerField(null=True)
    html = models.TextField(blank=True)
    contents = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=0)
    weight = models.PositiveIntegerField(default=0, help_text="Bytes, compressed.")
    made_with = models.PositiveSmallIntegerField(default=0, help_text="Version of the code that drew it.")
    marked_with = models.CharField(max_length=64, blank=True, help_text="The glossary whose terms are marked in it.")

    def __str__(self) -> str:
        """The page."""
        return f"rendering of page {self.page_id}"


class TermUse(models.Model):
    """A text that uses a term of the glossary and marks it."""

    retention = Retention.NONE
    wagtail_reference_index_ignore = True
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="terms_used")
    term = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="term_uses")

    class Meta:
        """A term once per text."""

        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "term"], name="term_use_once_per_text")]

    def __str__(self) -> str:
        """The text and the term."""
        return f"term {self.term_id} in page {self.page_id}"
