"""Who asks to be listed, and what readers say is wrong with an entry: sealed, for one desk, until a day."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from hub.sealing import SealedJSONField, SealedModel, SealedTextField
from trainers.joining.choices import Joining, JoiningKind, WrongHere, WrongWith
from trainers.models.base import one_of
from trainers.models.desk import Desk


class Application(SealedModel):
    """Somebody who asks to be listed. Dates without time, so that nobody learns when they were at a keyboard."""

    retention = Retention.APPLICATION
    wagtail_reference_index_ignore = True
    code_hash = models.CharField(max_length=64, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12, choices=JoiningKind.choices)
    state = models.CharField(max_length=12, choices=Joining.choices, default=Joining.WAITING)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    # In which they read what the desk decides.
    language = models.CharField(max_length=12)
    came_on = models.DateField()
    changed_on = models.DateField()
    purge_on = models.DateField(db_index=True)
    # Counts up with each correction: what somebody decides about is what they have seen.
    version = models.PositiveIntegerField(default=1)
    # They wrote or corrected something that no desk has opened yet.
    news = models.BooleanField(default=True)
    content: models.Field[Any, Any] = SealedJSONField(purpose="trainers.application", default=dict)
    talk: models.Field[Any, Any] = SealedJSONField(purpose="trainers.application", default=list)
    verdict: models.Field[Any, Any] = SealedJSONField(purpose="trainers.application", default=dict)

    class Meta:
        """The longest wait first."""

        verbose_name = _("application")
        ordering = ["came_on", "pk"]
        default_permissions = ()
        constraints = [
            one_of("kind", JoiningKind, "application_kind_known"),
            one_of("state", Joining, "application_state_known"),
        ]

    def __str__(self) -> str:
        """The beginning of its id; never what it holds."""
        return str(self.pk)[:8]


class Remark(SealedModel):
    """What a reader says is wrong with an entry: a choice, some words, a day, and nothing about who it was."""

    retention = Retention.REMARK
    wagtail_reference_index_ignore = True
    token_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12, choices=WrongWith.choices)
    entry = models.CharField(max_length=60)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    what = models.CharField(max_length=12, choices=WrongHere.choices)
    text = SealedTextField(purpose="trainers.remark", blank=True, default="")
    came_on = models.DateField()
    done = models.BooleanField(default=False)
    purge_on = models.DateField(db_index=True)

    class Meta:
        """The longest wait first."""

        verbose_name = _("remark")
        ordering = ["came_on", "pk"]
        default_permissions = ()
        constraints = [
            one_of("kind", WrongWith, "remark_kind_known"),
            one_of("what", WrongHere, "remark_what_known"),
        ]

    def __str__(self) -> str:
        """The beginning of its id; never what it says."""
        return str(self.pk)[:8]
