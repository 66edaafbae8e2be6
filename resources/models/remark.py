"""What readers say is wrong with a text: sealed, for whoever looks after it, until a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from hub.sealing import SealedModel, SealedTextField


class WrongText(models.TextChoices):
    """What somebody says is wrong."""

    OLD = "old", _("Something is out of date")
    WRONG = "wrong", _("Something is wrong")
    DANGER = "danger", _("Following it could put somebody in danger")
    LINK = "link", _("A link leads nowhere")
    HARD = "hard", _("It is hard to understand")
    TRANSLATION = "translation", _("The translation is bad")
    OTHER = "other", _("Something else")


class Seen(models.TextChoices):
    """What became of a remark."""

    NEW = "new", _("New")
    DONE = "done", _("Done")
    NOT_SO = "not-so", _("Not so")


class TextRemark(SealedModel):
    """A choice, a heading, some words, a day, and nothing about who it was."""

    retention = Retention.REMARK
    wagtail_reference_index_ignore = True
    token_hash = models.CharField(max_length=64, unique=True)
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    # Who looked after the text when it was said; nobody: whoever publishes.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=12, choices=WrongText.choices)
    anchor = models.CharField(max_length=255, blank=True)
    heading = models.CharField(max_length=255, blank=True)
    text = SealedTextField(purpose="resources.remark", blank=True, default="")
    note = SealedTextField(purpose="resources.remark.note", blank=True, default="")
    state = models.CharField(max_length=8, choices=Seen.choices, default=Seen.NEW, db_index=True)
    came_on = models.DateField()
    purge_on = models.DateField(db_index=True)

    class Meta:
        """The longest wait first."""

        verbose_name = _("remark")
        ordering = ["came_on", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        """The beginning of its id; never what it says."""
        return str(self.pk)[:8]
