"""Texts that were withdrawn: what readers are told at the addresses that led to them, as long as the site stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention

LONGEST_ADDRESS = 500


class Why(models.TextChoices):
    """Why a text was withdrawn, as readers are told."""

    OUTDATED = "outdated", _("It is out of date.")
    WRONG = "wrong", _("It says something that is wrong.")
    DANGEROUS = "dangerous", _("Following it can be dangerous.")
    REPLACED = "replaced", _("Another text has taken its place.")
    OTHER = "other", _("There is another reason.")


class Withdrawal(models.Model):
    """One text in one language that is not to be read any more. It outlives its page."""

    retention = Retention.NONE
    wagtail_reference_index_ignore = True
    resource_id = models.CharField(max_length=255)
    language = models.CharField(max_length=12)
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=255)
    shows_title = models.BooleanField(default=False)
    why = models.CharField(max_length=12, choices=Why.choices)
    words = models.CharField(max_length=300, blank=True)
    words_in = models.CharField(max_length=12, blank=True, help_text="The language of the words.")
    replaced_by = models.CharField(max_length=255, blank=True, help_text="The resource id of the text to read instead.")
    withdrawn_on = models.DateField()
    was_live = models.JSONField(default=list, help_text="Numbers of pages and of their published revisions.")

    class Meta:
        """The last first."""

        default_permissions = ()
        ordering = ["-withdrawn_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["resource_id", "language"], name="withdrawn_once_per_language")]

    def __str__(self) -> str:
        """The text and the language."""
        return f"{self.resource_id} ({self.language})"


class WithdrawnAddress(models.Model):
    """An address that led to a withdrawn text or to a part of it, in the form in which redirects are stored."""

    retention = Retention.NONE
    wagtail_reference_index_ignore = True
    withdrawal = models.ForeignKey(Withdrawal, models.CASCADE, related_name="addresses")
    path = models.CharField(max_length=LONGEST_ADDRESS, db_index=True)

    class Meta:
        """Rows of their withdrawal."""

        default_permissions = ()

    def __str__(self) -> str:
        """The address."""
        return self.path
