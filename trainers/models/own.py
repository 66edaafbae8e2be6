"""What lets trainers keep their own profile: the link, the sitting it opens, the pause, and what they wish changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from hub.sealing import SealedJSONField, SealedModel, SealedTextField
from trainers.choices import WishState
from trainers.models.base import one_of
from trainers.models.private import OfTrainer
from trainers.models.trainer import Trainer


class Pause(OfTrainer):
    """Until when a trainer is off the list: back by itself on that day."""

    retention = Retention.LISTING
    trainer = models.OneToOneField(Trainer, models.CASCADE, primary_key=True, related_name="pause")
    back_on = models.DateField(_("back on"))

    class Meta:
        """A table of its own."""

        verbose_name = _("pause")


class ProfileLink(models.Model):
    """A one-time link that a desk made: the hash of its token, and what became of it."""

    retention = Retention.PROFILE_LINK
    wagtail_reference_index_ignore = True
    trainer = models.ForeignKey(Trainer, models.CASCADE, related_name="profile_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField(_("made on"))
    ends_at = models.DateTimeField(_("valid until"))
    who = models.CharField(max_length=80)
    used_on = models.DateField(_("used on"), null=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)

    class Meta:
        """One that is neither used nor withdrawn at a time: the earlier goes when another is made."""

        verbose_name = _("link to a profile")
        ordering = ["-ends_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["trainer"],
                condition=models.Q(used_on=None, withdrawn_on=None),
                name="profile_link_open_once",
            ),
        ]

    def __str__(self) -> str:
        """Whose row it is."""
        return f"trainer {self.trainer_id}"


class ProfileSitting(models.Model):
    """That a profile is open in a browser: the hash of its cookie, and when it ends."""

    retention = Retention.PROFILE_SITTING
    wagtail_reference_index_ignore = True
    trainer = models.ForeignKey(Trainer, models.CASCADE, related_name="profile_sittings")
    key_hash = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()

    class Meta:
        """A table of its own."""

        verbose_name = _("open profile")

    def __str__(self) -> str:
        """Whose row it is."""
        return f"trainer {self.trainer_id}"


class Wish(SealedModel):
    """A change of identity or subject that a trainer asks for: sealed until a desk has decided, and after it."""

    retention = Retention.PROFILE_WISH
    wagtail_reference_index_ignore = True
    trainer = models.ForeignKey(Trainer, models.CASCADE, related_name="wishes")
    field = models.CharField(max_length=40)
    wished = SealedJSONField(_("wished"), purpose="trainers.wish", null=True)  # type: ignore[misc]
    before = SealedJSONField(_("before"), purpose="trainers.wish", null=True)  # type: ignore[misc]
    on = models.DateField(_("on"))
    state = models.CharField(max_length=8, choices=WishState.choices, default=WishState.WAITING)
    reason = SealedTextField(_("reason"), purpose="trainers.wish", blank=True, default="")
    decided_on = models.DateField(_("decided on"), null=True)
    who = models.CharField(max_length=80, blank=True, default="")
    told = models.BooleanField(default=False)
    desk_told = models.BooleanField(default=False)

    class Meta:
        """One that waits for each field."""

        verbose_name = _("wished change")
        verbose_name_plural = _("wished changes")
        ordering = ["on", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["trainer", "field"], condition=models.Q(state="waiting"), name="wish_waits_once"
            ),
            one_of("state", WishState, "wish_state_known"),
        ]

    def __str__(self) -> str:
        """Whose row it is; never what it holds."""
        return f"trainer {self.trainer_id}"
