"""What the public never reads of a trainer. Plain keys, so that no draft, revision or index copies it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from hub.sealing import SealedJSONField, SealedModel, SealedTextField
from trainers.choices import TIERED, Risk, Standing, Tier
from trainers.models.base import CodeRow, between, once, one_of
from trainers.models.desk import Desk
from trainers.models.trainer import Trainer


class OfTrainer(models.Model):
    """One row per trainer, gone with the trainer."""

    wagtail_reference_index_ignore = True
    trainer = models.OneToOneField(Trainer, models.CASCADE, primary_key=True)

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        """Whose row it is; never what it holds."""
        return f"trainer {self.pk}"


def _tier() -> models.CharField[str, str]:
    return models.CharField(max_length=6, choices=Tier.choices, default=Tier.DESK)


class TrainerTiers(OfTrainer):
    """Who may see each field; what is not said is for the desk. Not drafted: a change holds at once."""

    retention = Retention.LISTING
    trainer = models.OneToOneField(Trainer, models.CASCADE, primary_key=True, related_name="tiers")
    display_name = _tier()
    organisation = _tier()
    base_country = _tier()
    lived_in = _tier()
    worked_in = _tier()
    languages = _tier()
    topics = _tier()
    travel = _tier()
    formats = _tier()
    at_risk_groups = _tier()
    max_group_size = _tier()
    risk_clearance = _tier()
    availability = _tier()
    capacity = _tier()
    accompaniment_hours_per_month = _tier()
    accepts = _tier()
    exclusions = _tier()
    facilitator_attributes = _tier()
    email = _tier()
    summary = _tier()

    class Meta:
        """Tiers are tiers."""

        verbose_name = _("who may see what")
        constraints = [one_of(field, Tier, f"trainer_tier_{field}_known") for field in TIERED]

    def public(self) -> frozenset[str]:
        """The fields that anyone may see."""
        return frozenset(field for field in TIERED if getattr(self, field) == Tier.PUBLIC)


class Vouching(OfTrainer):
    """Which desk vouches for a trainer, for what, and until which day, that day included; see trainers.vouching."""

    retention = Retention.VOUCHING
    trainer = models.OneToOneField(Trainer, models.CASCADE, primary_key=True, related_name="vouching")
    until = models.DateField(_("vouched for until"), db_index=True)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="vouchings", verbose_name=_("by"))
    standing = models.CharField(max_length=9, choices=Standing.choices, default=Standing.VOUCHED)
    for_what = models.JSONField(_("for what"), default=list, blank=True)
    knowledge = SealedTextField(  # type: ignore[misc]
        _("from whose knowledge"), purpose="trainers.vouching", blank=True, null=True
    )
    # How many days before the end the desk was told last; nothing: not yet.
    told = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta:
        """Both or neither: a row has both."""

        verbose_name = _("vouching")
        constraints = [one_of("standing", Standing, "vouching_standing_known")]


class TrainerContact(OfTrainer):
    """How the desk reaches a trainer."""

    retention = Retention.PRIVATE_CONTACT
    trainer = models.OneToOneField(Trainer, models.CASCADE, primary_key=True, related_name="contact")
    email = SealedTextField(_("e-mail"), purpose="trainers.contact", blank=True, default="")

    class Meta:
        """A table of its own."""

        verbose_name = _("trainer’s contact")


class Exclusions(OfTrainer):
    """Where and with whom a trainer will not work, and countries they cannot enter: sealed, for the desk."""

    retention = Retention.CONSENT
    trainer = models.OneToOneField(Trainer, models.CASCADE, primary_key=True, related_name="exclusions")
    countries = SealedJSONField(_("countries"), purpose="trainers.exclusions", default=list, blank=True)
    organisations = SealedJSONField(_("organisations"), purpose="trainers.exclusions", default=list, blank=True)
    people = SealedJSONField(_("people"), purpose="trainers.exclusions", default=list, blank=True)
    cannot_enter = SealedJSONField(_("cannot enter"), purpose="trainers.exclusions", default=list, blank=True)

    class Meta:
        """A table of its own."""

        verbose_name = _("exclusions")


class Consent(SealedModel):
    """An attribute that a trainer agreed to be matched by, until a day; expired or absent means unknown."""

    retention = Retention.CONSENT
    wagtail_reference_index_ignore = True
    trainer = models.ForeignKey(Trainer, models.CASCADE, related_name="consents")
    code = SealedTextField(_("attribute"), purpose="trainers.consent")
    consented = models.DateField(_("agreed on"))
    expires = models.DateField(_("until"))

    class Meta:
        """A consent ends after it began."""

        verbose_name = _("consent")
        constraints = [
            models.CheckConstraint(condition=models.Q(consented__lte=models.F("expires")), name="consent_in_order"),
        ]

    def __str__(self) -> str:
        """Whose row it is; never what it holds."""
        return f"trainer {self.trainer_id}"


def _hours(label: object, most: int) -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(label, default=0, validators=[MaxValueValidator(most)])  # type: ignore[arg-type]


class WorkTerms(OfTrainer):
    """What a trainer agreed to and has room for."""

    retention = Retention.CONSENT
    trainer = models.OneToOneField(Trainer, models.CASCADE, primary_key=True, related_name="terms")
    risk_clearance = models.CharField(
        _("cleared for risk up to"), max_length=6, choices=Risk.choices, null=True, blank=True
    )
    accepts = models.JSONField(_("kinds of request"), null=True, blank=True)
    max_days_per_trip = _hours(_("longest trip in days"), 60)
    notice_weeks = _hours(_("weeks of notice"), 26)
    hours_per_quarter = _hours(_("hours a quarter"), 520)
    committed_hours = _hours(_("hours spoken for"), 520)
    last_quarter_hours = _hours(_("hours in the last quarter"), 520)
    accompaniment_hours_per_month = _hours(_("accompaniment, hours a month"), 160)
    last_offered = models.DateField(_("last offered a request"), null=True, blank=True)

    class Meta:
        """Ranges hold, whoever writes; committed hours may exceed the quarter's."""

        verbose_name = _("terms of work")
        constraints = [
            between("max_days_per_trip", 0, 60, "terms_trip_in_range"),
            between("notice_weeks", 0, 26, "terms_notice_in_range"),
            between("hours_per_quarter", 0, 520, "terms_quarter_in_range"),
            between("committed_hours", 0, 520, "terms_committed_in_range"),
            between("last_quarter_hours", 0, 520, "terms_last_quarter_in_range"),
            between("accompaniment_hours_per_month", 0, 160, "terms_accompaniment_in_range"),
        ]


class LivedIn(CodeRow):
    """A country where a trainer has lived."""

    retention = Retention.LISTING
    wagtail_reference_index_ignore = True
    trainer = models.ForeignKey(Trainer, models.CASCADE, related_name="lived_in")

    class Meta(CodeRow.Meta):
        """A country once per trainer."""

        constraints = [once("trainer", "code", "trainer_lived_in_once")]


class Travels(CodeRow):
    """A country or region a trainer is willing to go to."""

    retention = Retention.LISTING
    wagtail_reference_index_ignore = True
    trainer = models.ForeignKey(Trainer, models.CASCADE, related_name="travels")

    class Meta(CodeRow.Meta):
        """A place once per trainer."""

        constraints = [once("trainer", "code", "trainer_travels_once")]
