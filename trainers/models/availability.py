"""When a trainer can work. No row means unknown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from trainers.choices import Day
from trainers.models.base import between, in_order
from trainers.models.private import OfTrainer
from trainers.models.trainer import Trainer
from trainers.zones import known_zone


class Availability(OfTrainer):
    """The time zone in which a trainer's open and closed times count."""

    retention = Retention.LISTING
    trainer = models.OneToOneField(Trainer, models.CASCADE, primary_key=True, related_name="availability")
    timezone = models.CharField(_("time zone"), max_length=50, default="UTC", validators=[known_zone])

    class Meta:
        """A table of its own."""

        verbose_name = _("availability")

    def __str__(self) -> str:
        """The time zone."""
        return self.timezone


class AvailabilitySlot(models.Model):
    """An open time in each week."""

    retention = Retention.LISTING
    wagtail_reference_index_ignore = True
    availability = models.ForeignKey(Availability, models.CASCADE, related_name="slots")
    day = models.PositiveSmallIntegerField(_("day"), choices=Day.choices)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("to"))

    class Meta:
        """From before to."""

        verbose_name = _("open time")
        ordering = ["day", "opens"]
        constraints = [
            between("day", 0, 6, "slot_day"),
            models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="slot_in_order"),
            models.UniqueConstraint(fields=["availability", "day", "opens", "closes"], name="slot_once"),
        ]

    def __str__(self) -> str:
        """Day and times."""
        return f"{self.get_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        """From before to."""
        in_order(self.opens, self.closes, "closes", strictly=True)


class AvailabilityPeriod(models.Model):
    """Days in which a trainer works only then, or not at all."""

    retention = Retention.LISTING
    wagtail_reference_index_ignore = True
    availability = models.ForeignKey(Availability, models.CASCADE, related_name="periods")
    closed = models.BooleanField(_("not available"), default=False)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))

    class Meta:
        """First not after last."""

        verbose_name = _("period")
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="period_in_order"),
            models.UniqueConstraint(fields=["availability", "closed", "first", "last"], name="period_once"),
        ]

    def __str__(self) -> str:
        """First and last day."""
        return f"{self.first} – {self.last}"

    def clean(self) -> None:
        """First not after last."""
        in_order(self.first, self.last, "last", strictly=False)
