"""What of the directory the public may read, and the joins each audience needs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models

from hub.querysets import unexpired
from trainers.choices import OrganisationStatus, Standing, Tier

if TYPE_CHECKING:
    from trainers.models import Desk, Organisation, Trainer  # noqa: F401

SHOWN = (OrganisationStatus.ACTIVE, OrganisationStatus.TEMPORARILY_CLOSED)


class DeskQuerySet(models.QuerySet["Desk"]):
    """Questions about desks."""

    def listed(self) -> DeskQuerySet:
        """Desks that have a public page."""
        return self.filter(unexpired(), live=True)

    def for_page(self) -> DeskQuerySet:
        """Every join a desk's page needs."""
        return self.prefetch_related("places", "languages", "hours", "fallbacks__fallback__languages")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Questions about organisations."""

    def listed(self) -> OrganisationQuerySet:
        """Organisations that have a public page: published, at work, and their name for everyone."""
        return self.filter(unexpired(), live=True, status__in=SHOWN, contact__name_tier=Tier.PUBLIC)

    def for_page(self) -> OrganisationQuerySet:
        """Every join an organisation's page needs."""
        return self.select_related("contact").prefetch_related(
            "places", "languages", "summaries", "services", "at_risk_groups"
        )


class TrainerQuerySet(models.QuerySet["Trainer"]):
    """Questions about trainers."""

    def vetted(self, today: dt.date) -> TrainerQuerySet:
        """Published now, vouched for on this day, and not paused."""
        vouched = {"vouching__until__gte": today, "vouching__standing": Standing.VOUCHED}
        return self.filter(unexpired(), live=True, **vouched).exclude(pause__back_on__gt=today)

    def listed(self, today: dt.date) -> TrainerQuerySet:
        """Trainers that the public directory shows: vetted, and their name for everyone."""
        return self.vetted(today).filter(tiers__display_name=Tier.PUBLIC)

    def showing(self, field: str) -> TrainerQuerySet:
        """Those who show a field to everyone."""
        return self.filter(**{f"tiers__{field}": Tier.PUBLIC})

    def whole(self) -> TrainerQuerySet:
        """Everything that hangs on a trainer, private parts included: for matching and for the desk."""
        return self.select_related(
            "tiers", "vouching__desk", "organisation", "contact", "exclusions", "terms", "availability"
        ).prefetch_related(
            "languages",
            "topics__concept",
            "at_risk_groups__concept",
            "formats",
            "worked_in",
            "lived_in",
            "travels",
            "consents",
            "summaries",
            "availability__slots",
            "availability__periods",
        )

    def for_rows(self) -> TrainerQuerySet:
        """Every join a row of a list needs besides what the directory in memory has."""
        return self.select_related("tiers", "vouching__desk", "organisation__contact").prefetch_related(
            "summaries", "vouching__desk__languages"
        )

    def for_page(self) -> TrainerQuerySet:
        """Every join a trainer's page needs."""
        return self.for_rows().prefetch_related(
            "languages", "topics__concept", "at_risk_groups__concept", "worked_in", "formats"
        )
