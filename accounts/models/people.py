"""What is kept about people who work here besides their account: languages, invitations, what they will be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention


class TranslatesInto(models.Model):
    """A translator may work on this language; a translator without a row works on none."""

    retention = Retention.STAFF_ACCOUNT

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="translates_into")
    language = models.CharField(_("language"), max_length=16)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "language"], name="one_row_per_translator_and_language")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.language}"


class Invitation(models.Model):
    """A one-time link for a new account: the hash of its token, and what the account will be. Gone when used."""

    retention = Retention.STAFF_ACCOUNT

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    # Names of roles and codes of languages, not keys: a group that goes takes no invitation with it.
    roles = models.JSONField(default=list)
    languages = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d}"


class StaffNotice(models.Model):
    """What somebody is to be told by mail: a kind and a page's number, never its words; gone when sent, or in a day."""

    class Kind(models.TextChoices):
        """What happened to the page."""

        TO_APPROVE = "to-approve", _("waits for your approval")
        APPROVED = "approved", _("was approved")
        SENT_BACK = "sent-back", _("came back to you with a comment")
        COMMENTED = "commented", _("has new comments")

    retention = Retention.STAFF_ACCOUNT

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "kind", "page"], name="told_once_of_each_kind")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.page_id}"
