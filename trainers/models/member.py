"""Who works at which desk: what decides whose cases a member of staff may read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from trainers.models.desk import Desk


class DeskMember(models.Model):
    """One person at one desk. A plain key, so that no draft of the desk copies it or brings it back."""

    retention = Retention.STAFF_ACCOUNT
    wagtail_reference_index_ignore = True
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="members", verbose_name=_("desk"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="desks",
        verbose_name=_("member of staff"),
        limit_choices_to={"is_active": True},
    )

    class Meta:
        """Once per desk; a person moves by leaving one desk and joining another, so that both are recorded."""

        verbose_name = _("desk member")
        verbose_name_plural = _("desk members")
        ordering = ["desk__name", "user__username"]
        default_permissions = ("add", "delete", "view")
        constraints = [models.UniqueConstraint(fields=["desk", "user"], name="desk_member_once")]

    def __str__(self) -> str:
        """Who, where."""
        return f"{self.user} – {self.desk}"
