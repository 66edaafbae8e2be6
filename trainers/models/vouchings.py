"""Every change of a vouching, as a row that stays: who, on which day, from what to what, and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from hub.sealing import SealedModel, SealedTextField
from trainers.choices import VouchingAct, VouchingState
from trainers.models.base import one_of
from trainers.models.desk import Desk
from trainers.models.trainer import Trainer


class VouchingChange(SealedModel):
    """One change; the reason is sealed, and nothing changes a row later."""

    retention = Retention.VOUCHING
    wagtail_reference_index_ignore = True
    trainer = models.ForeignKey(Trainer, models.CASCADE, related_name="vouching_changes")
    number = models.PositiveIntegerField()
    on = models.DateField(_("on"))
    # As the audit log writes it, so that an account may go without taking the history along.
    who = models.CharField(max_length=80)
    act = models.CharField(_("change"), max_length=8, choices=VouchingAct.choices)
    before = models.CharField(_("from"), max_length=9, choices=VouchingState.choices)
    after = models.CharField(_("to"), max_length=9, choices=VouchingState.choices)
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+", verbose_name=_("desk"))
    until = models.DateField(_("until"), null=True)
    reason = SealedTextField(_("reason"), purpose="trainers.vouching", blank=True, default="")

    class Meta:
        """Numbered within a trainer, so that two at once cannot both be the next."""

        verbose_name = _("change of a vouching")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["trainer", "number"], name="vouching_change_number"),
            one_of("act", VouchingAct, "vouching_change_act_known"),
        ]

    def __str__(self) -> str:
        """Whose row it is; never what it holds."""
        return f"trainer {self.trainer_id}"
