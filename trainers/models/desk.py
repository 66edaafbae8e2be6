"""Protection desks: whom they serve, when, and who takes over."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from hub.retention import Retention
from trainers.choices import Day
from trainers.models.base import CodeRow, DirectoryEntry, between, in_order, once, plain_text
from trainers.querysets import DeskQuerySet
from trainers.zones import known_zone


class Desk(DirectoryEntry):
    """A protection desk of a region, or the central unit behind them all."""

    retention = Retention.NONE
    name = models.CharField(_("name"), max_length=160, validators=[plain_text])
    central = models.BooleanField(
        _("central unit"), default=False, help_text=_("Exactly one desk is: the last fallback of all.")
    )
    timezone = models.CharField(
        _("time zone"), max_length=50, default="UTC", validators=[known_zone], help_text=_("Such as Africa/Dakar.")
    )
    email = models.EmailField(_("e-mail"), help_text=_("For the staff of other desks. It is shown nowhere."))

    objects = DeskQuerySet.as_manager()

    class Meta:
        """One central unit."""

        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["central"], condition=models.Q(central=True), name="desk_one_central_unit"),
            models.CheckConstraint(condition=models.Q(name__length__gt=0), name="desk_has_name"),
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name


class DeskPlace(CodeRow):
    """A country or region that a desk serves."""

    retention = Retention.NONE
    desk = ParentalKey(Desk, on_delete=models.CASCADE, related_name="places")

    class Meta(CodeRow.Meta):
        """A place once per desk."""

        constraints = [once("desk", "code", "desk_place_once")]


class DeskLanguage(CodeRow):
    """A language that a desk answers in."""

    retention = Retention.NONE
    desk = ParentalKey(Desk, on_delete=models.CASCADE, related_name="languages")

    class Meta(CodeRow.Meta):
        """A language once per desk."""

        constraints = [once("desk", "code", "desk_language_once")]


class DeskHours(models.Model):
    """A span of a weekday in which a desk is open, in its own time zone."""

    retention = Retention.NONE
    desk = ParentalKey(Desk, on_delete=models.CASCADE, related_name="hours")
    day = models.PositiveSmallIntegerField(_("day"), choices=Day.choices)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("to"))

    class Meta:
        """From before to."""

        verbose_name = _("opening hours")
        ordering = ["day", "opens"]
        constraints = [
            between("day", 0, 6, "desk_hours_day"),
            models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="desk_hours_in_order"),
            models.UniqueConstraint(fields=["desk", "day", "opens", "closes"], name="desk_hours_once"),
        ]

    def __str__(self) -> str:
        """Day and times."""
        return f"{self.get_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        """From before to."""
        in_order(self.opens, self.closes, "closes", strictly=True)


class DeskFallback(models.Model):
    """Who is asked next when a desk cannot answer."""

    retention = Retention.NONE
    desk = ParentalKey(Desk, on_delete=models.CASCADE, related_name="fallbacks")
    fallback = models.ForeignKey(Desk, models.PROTECT, related_name="+", verbose_name=_("desk"))
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)
    sort_order_field = "sort_order"

    class Meta:
        """Never itself, nobody twice."""

        verbose_name = _("fallback")
        ordering = ["sort_order"]
        constraints = [
            once("desk", "fallback", "desk_fallback_once"),
            models.CheckConstraint(condition=~models.Q(desk=models.F("fallback")), name="desk_fallback_not_itself"),
        ]

    def __str__(self) -> str:
        """The desk asked next."""
        return str(self.fallback)
