"""What of the directory the public may read, and the joins each audience needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models

from hub.querysets import unexpired
from trainers.choices import OrganisationStatus, Tier
from trainers.filters import TrainerFilter
from vocabulary import places
from vocabulary.tree import Broader, with_narrower

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
        """Published now, and vouched for on this day."""
        return self.filter(unexpired(), live=True, vouching__until__gte=today)

    def listed(self, today: dt.date) -> TrainerQuerySet:
        """Trainers that the public directory shows: vetted, and their name for everyone."""
        return self.vetted(today).filter(tiers__display_name=Tier.PUBLIC)

    def matching(self, wanted: TrainerFilter, broader: Broader) -> TrainerQuerySet:
        """Those who fit a filter by fields that they show to everyone; what is not public is never asked."""
        found = self
        for field, codes in (("languages", wanted.languages), ("formats", wanted.formats)):
            if codes:
                found = found.showing(field).filter(pk__in=self._with(field, codes))
        if wanted.topics:
            topics = {code for topic in wanted.topics for code in with_narrower(topic, broader)}
            found = found.showing("topics").filter(pk__in=self._with("topics", topics))
        if wanted.at_risk_groups:
            found = found.showing("at_risk_groups").filter(pk__in=self._with("at_risk_groups", wanted.at_risk_groups))
        return found.in_places(wanted.places) if wanted.places else found

    def in_places(self, codes: Iterable[str]) -> TrainerQuerySet:
        """Those who are based or have worked in one of these countries or regions, as far as they say so."""
        countries = {country for code in codes for country in places.countries_in(code)}
        worked = models.Q(tiers__worked_in=Tier.PUBLIC, pk__in=self._with("worked_in", countries))
        return self.filter(worked | models.Q(tiers__base_country=Tier.PUBLIC, base_country__in=countries))

    def showing(self, field: str) -> TrainerQuerySet:
        """Those who show a field to everyone."""
        return self.filter(**{f"tiers__{field}": Tier.PUBLIC})

    def _with(self, field: str, codes: Iterable[str]) -> models.QuerySet[Any, Any]:
        # A subquery, so that several rows that fit do not repeat the trainer.
        condition = {"topics": "topics__concept__code__in", "at_risk_groups": "at_risk_groups__concept__code__in"}
        training = {"languages__can_train": True} if field == "languages" else {}
        by = condition.get(field, f"{field}__code__in")
        return self.model._default_manager.filter(**{by: list(codes)}, **training).values("pk")

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

    def for_cards(self) -> TrainerQuerySet:
        """Every join a row of a list needs, no more."""
        return self.select_related("tiers", "vouching__desk", "organisation__contact").prefetch_related(
            "languages",
            "topics__concept",
            "at_risk_groups__concept",
            "worked_in",
            "formats",
            "summaries",
            "vouching__desk__languages",
        )
