"""Staff, the audit log, and the counters of failed attempts."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from hub.sealing import SealedModel, SealedTextField


class StaffManager(UserManager["User"]):
    """Finds an account whatever the case its name is typed in."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractUser):
    """A member of staff. Readers, requesters and trainers have no account."""

    retention = Retention.STAFF_ACCOUNT

    # Two names in a fixed order fit few people and tell more than the site needs.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(
        _("name shown to colleagues"), max_length=150, blank=True, help_text=_("Leave it empty to show the user name.")
    )
    # The 30-second step of the last code that was accepted: none works twice, in any process.
    totp_step = models.BigIntegerField(default=0, editable=False)

    objects: ClassVar[StaffManager] = StaffManager()

    class Meta(AbstractUser.Meta):
        permissions = [
            ("view_health", "Can see the state of each part of the site"),
            ("see_library", "Can see published pages in the editors' room"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("username"), name="username_in_any_case", violation_error_message=_("This user name is taken.")
            )
        ]

    def get_full_name(self) -> str:
        return self.display_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


class OnlyAdded(TypeError):
    """An event was about to be changed or removed."""


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    """Events are read and, by accounts.audit alone, added."""

    def update(self, **_values: Any) -> NoReturn:
        raise OnlyAdded("Events of the audit log are not changed.")

    def delete(self) -> NoReturn:
        raise OnlyAdded("Events of the audit log are not removed.")


class AuditEvent(models.Model):
    """Who did what, when, with which outcome; each event carries the hash of the one before."""

    class Outcome(models.TextChoices):
        """How an act ended."""

        DONE = "done", _("done")
        REFUSED = "refused", _("refused")
        FAILED = "failed", _("failed")

    retention = Retention.AUDIT

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    # Opaque ids (“user:7”, “page:12”), no foreign key: an event outlives what it is about.
    who = models.CharField(max_length=80)
    act = models.CharField(max_length=80)
    what = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        default_permissions = ("view",)
        # Who opened a case, the last first: the log outgrows every other table.
        indexes = [models.Index(fields=["what", "number"], name="audit_by_what")]

    def __str__(self) -> str:
        return f"{self.number} {self.who} {self.act} {self.what} {self.outcome}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise OnlyAdded("Events of the audit log are not changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise OnlyAdded("Events of the audit log are not removed.")


class AuditHead(models.Model):
    """The last event's number and hash: the row that makes writers take turns."""

    retention = Retention.NONE

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class SignInAttempts(models.Model):
    """Failed attempts for one name, known here or not: a keyed hash, counters and times; no address, no name."""

    retention = Retention.SIGN_IN_ATTEMPT

    account = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    last = models.DateTimeField(db_index=True)
    delays = models.PositiveSmallIntegerField(default=0)
    next_allowed = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.failures} since {self.since:%H:%M}"


class ResetRequest(SealedModel):
    """A new password was asked for: the name as typed, sealed, until the mail is made (minutes) or refused."""

    retention = Retention.RESET_REQUEST

    name = SealedTextField(purpose="accounts.reset")
    language = models.CharField(max_length=16)
    asked = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
