"""Trainers: what may be public of them, and nothing else. The rest hangs on by plain keys in `private`."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from hub.retention import Retention
from trainers.choices import Experience, LanguageLevel, TopicLevel
from trainers.models.base import (
    CodeRow,
    DirectoryEntry,
    SummaryRow,
    between,
    country,
    known_language,
    once,
    one_of,
    plain_text,
)
from trainers.models.organisation import Organisation
from trainers.querysets import TrainerQuerySet
from vocabulary.models import Concept


class Trainer(DirectoryEntry):
    """A trainer or facilitator under the name they chose."""

    retention = Retention.LISTING
    display_name = models.CharField(
        _("name shown"), max_length=160, validators=[plain_text], help_text=_("As the person wants to be called here.")
    )
    is_alias = models.BooleanField(_("this name is an alias"), default=False)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="trainers",
        verbose_name=_("organisation"),
        help_text=_("None for an independent trainer."),
    )
    base_country = models.CharField(
        _("country of base"), max_length=2, validators=[country], help_text=_("Nothing finer is ever kept.")
    )
    formats = ParentalManyToManyField(
        Concept,
        limit_choices_to={"scheme": "format", "status": "active"},
        related_name="+",
        blank=True,
        verbose_name=_("forms of work"),
    )
    max_group_size = models.PositiveSmallIntegerField(
        _("largest group"), default=20, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    last_review = models.DateField(_("profile last checked"))

    objects = TrainerQuerySet.as_manager()

    class Meta:
        """Ranges hold, whoever writes."""

        verbose_name = _("trainer")
        verbose_name_plural = _("trainers")
        ordering = ["display_name", "public_id"]
        constraints = [
            between("max_group_size", 1, 200, "trainer_group_size_in_range"),
            models.CheckConstraint(condition=models.Q(display_name__length__gt=0), name="trainer_has_name"),
        ]

    def __str__(self) -> str:
        """The name they chose."""
        return self.display_name


class TrainerLanguage(models.Model):
    """A language a trainer speaks, how well, and whether they train in it."""

    retention = Retention.LISTING
    trainer = ParentalKey(Trainer, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=12)
    level = models.CharField(_("level"), max_length=8, choices=LanguageLevel.choices)
    can_train = models.BooleanField(_("trains in it"), default=False)

    class Meta:
        """A language once per trainer."""

        verbose_name = _("language")
        ordering = ["pk"]
        constraints = [
            once("trainer", "code", "trainer_language_once"),
            one_of("level", LanguageLevel, "trainer_language_level_known"),
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code

    def clean(self) -> None:
        """A code that names a language."""
        known_language(self.code, "code")


class TrainerTopic(models.Model):
    """A topic a trainer works on, and how far."""

    retention = Retention.LISTING
    trainer = ParentalKey(Trainer, on_delete=models.CASCADE, related_name="topics")
    concept = models.ForeignKey(
        Concept,
        models.PROTECT,
        related_name="+",
        limit_choices_to={"scheme": "topic", "status": "active"},
        verbose_name=_("topic"),
    )
    level = models.PositiveSmallIntegerField(_("depth"), choices=TopicLevel.choices)

    class Meta:
        """A topic once per trainer."""

        verbose_name = _("topic")
        ordering = ["pk"]
        constraints = [
            once("trainer", "concept", "trainer_topic_once"),
            between("level", 1, 3, "trainer_topic_level_in_range"),
        ]

    def __str__(self) -> str:
        """The topic's code."""
        return self.concept.code


class TrainerGroup(models.Model):
    """An at-risk group a trainer has worked with, and how much."""

    retention = Retention.LISTING
    trainer = ParentalKey(Trainer, on_delete=models.CASCADE, related_name="at_risk_groups")
    concept = models.ForeignKey(
        Concept,
        models.PROTECT,
        related_name="+",
        limit_choices_to={"scheme": "at-risk-group", "status": "active"},
        verbose_name=_("group"),
    )
    experience = models.PositiveSmallIntegerField(_("experience"), choices=Experience.choices)

    class Meta:
        """A group once per trainer."""

        verbose_name = _("at-risk group")
        ordering = ["pk"]
        constraints = [
            once("trainer", "concept", "trainer_group_once"),
            between("experience", 1, 3, "trainer_group_experience_in_range"),
        ]

    def __str__(self) -> str:
        """The group's code."""
        return self.concept.code


class WorkedIn(CodeRow):
    """A country where a trainer has worked."""

    retention = Retention.LISTING
    trainer = ParentalKey(Trainer, on_delete=models.CASCADE, related_name="worked_in")

    class Meta(CodeRow.Meta):
        """A country once per trainer."""

        constraints = [once("trainer", "code", "trainer_worked_in_once")]


class TrainerSummary(SummaryRow):
    """What a trainer says of their work, in one language."""

    retention = Retention.LISTING
    trainer = ParentalKey(Trainer, on_delete=models.CASCADE, related_name="summaries")

    class Meta(SummaryRow.Meta):
        """One text per language."""

        verbose_name = _("summary")
        constraints = [once("trainer", "language", "trainer_summary_once")]
