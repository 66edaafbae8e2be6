"""Organisations: what they offer, to whom, in which languages and places."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from hub.retention import Retention
from hub.sealing import SealedTextField
from trainers.choices import OrganisationKind, OrganisationStatus, Tier
from trainers.models.base import CodeRow, DirectoryEntry, SummaryRow, country, once, one_of, plain_text
from trainers.querysets import OrganisationQuerySet
from vocabulary.models import Concept


class Organisation(DirectoryEntry):
    """An organisation that trains or supports defenders. Its contact lies in a table of its own."""

    retention = Retention.LISTING
    name = models.CharField(_("name"), max_length=160, validators=[plain_text])
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind.choices)
    status = models.CharField(
        _("state"), max_length=20, choices=OrganisationStatus.choices, default=OrganisationStatus.ACTIVE
    )
    base_country = models.CharField(_("country of base"), max_length=2, validators=[country])
    services = ParentalManyToManyField(
        Concept,
        limit_choices_to={"scheme": "service", "status": "active"},
        related_name="+",
        blank=True,
        verbose_name=_("services"),
    )
    at_risk_groups = ParentalManyToManyField(
        Concept,
        limit_choices_to={"scheme": "at-risk-group", "status": "active"},
        related_name="+",
        blank=True,
        verbose_name=_("whom they serve"),
    )
    accepts_urgent = models.BooleanField(_("takes urgent requests"), default=False)
    website = models.URLField(_("website"), max_length=200)
    last_review = models.DateField(_("last checked"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        """Closed lists stay closed."""

        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            one_of("kind", OrganisationKind, "organisation_kind_known"),
            one_of("status", OrganisationStatus, "organisation_status_known"),
            models.CheckConstraint(condition=models.Q(name__length__gt=0), name="organisation_has_name"),
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name


class OrganisationPlace(CodeRow):
    """A country or region where an organisation works."""

    retention = Retention.NONE
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="places")

    class Meta(CodeRow.Meta):
        """A place once per organisation."""

        constraints = [once("organisation", "code", "organisation_place_once")]


class OrganisationLanguage(CodeRow):
    """A language that an organisation works in."""

    retention = Retention.NONE
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="languages")

    class Meta(CodeRow.Meta):
        """A language once per organisation."""

        constraints = [once("organisation", "code", "organisation_language_once")]


class OrganisationSummary(SummaryRow):
    """What an organisation says of itself, in one language."""

    retention = Retention.NONE
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="summaries")

    class Meta(SummaryRow.Meta):
        """One text per language."""

        verbose_name = _("summary")
        constraints = [once("organisation", "language", "organisation_summary_once")]


class OrganisationContact(models.Model):
    """Sealed contact and who may see what; in no revision, so that a change holds at once."""

    retention = Retention.PRIVATE_CONTACT
    wagtail_reference_index_ignore = True
    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True, related_name="contact")
    email = SealedTextField(_("e-mail"), purpose="trainers.contact", blank=True, default="")
    name_tier = models.CharField(_("who sees the name"), max_length=6, choices=Tier.choices, default=Tier.DESK)
    email_tier = models.CharField(_("who sees the e-mail"), max_length=6, choices=Tier.choices, default=Tier.DESK)
    website_tier = models.CharField(_("who sees the website"), max_length=6, choices=Tier.choices, default=Tier.DESK)

    class Meta:
        """Tiers are tiers."""

        verbose_name = _("organisation’s contact")
        constraints = [
            one_of(f"{field}_tier", Tier, f"organisation_{field}_tier_known") for field in ("name", "email", "website")
        ]

    def __str__(self) -> str:
        """Whose it is; never what it holds."""
        return self.organisation.public_id
