"""What came in from another directory and waits for a desk."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from hub.sealing import SealedJSONField, SealedModel
from trainers.models.base import once, one_of


class FeedState(models.TextChoices):
    """What a desk said of a proposal."""

    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Taken as a draft")
    REFUSED = "refused", _("Refused")


class FeedKind(models.TextChoices):
    """What a proposal would become."""

    ORGANISATION = "organisation", _("Organisation")
    TRAINER = "trainer", _("Trainer")


class FeedEntry(SealedModel):
    """One entry of another directory, sealed until a desk has decided."""

    retention = Retention.LISTING
    wagtail_reference_index_ignore = True
    source = models.CharField(_("from"), max_length=200)
    foreign_id = models.CharField(max_length=100)
    kind = models.CharField(_("kind"), max_length=12, choices=FeedKind.choices)
    state = models.CharField(_("state"), max_length=8, choices=FeedState.choices, default=FeedState.WAITING)
    received = models.DateField(_("received on"))
    digest = models.CharField(max_length=64)
    made = models.CharField(_("became"), max_length=60, blank=True, default="")
    content: Any = SealedJSONField(_("what it says"), purpose="trainers.feed")

    class Meta:
        """Once per source."""

        verbose_name = _("proposal from another directory")
        verbose_name_plural = _("proposals from other directories")
        ordering = ["received", "source", "foreign_id"]
        constraints = [
            once("source", "foreign_id", "feed_entry_once"),
            one_of("state", FeedState, "feed_state_known"),
            one_of("kind", FeedKind, "feed_kind_known"),
        ]

    def __str__(self) -> str:
        """Where it came from; never what it says."""
        return f"{self.source} {self.foreign_id}"
