"""Which of Django's and allauth's signals become events of the audit log."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts.attempts import key_of
from accounts.audit import NOBODY, Outcome, record


def who(user: AbstractBaseUser | None) -> str:
    """An account as events name it."""
    return f"user:{user.pk}" if user is not None else NOBODY


@receiver(user_logged_in, dispatch_uid="audit-signed-in")
def signed_in(*, user: AbstractBaseUser, **_signal: Any) -> None:
    """The account is in, second factor included."""
    record(who=who(user), act="sign-in")


@receiver(user_logged_out, dispatch_uid="audit-signed-out")
def signed_out(*, user: AbstractBaseUser | None, **_signal: Any) -> None:
    """Somebody left; a visit without an account is no event."""
    if user is not None:
        record(who=who(user), act="sign-out")


@receiver(user_login_failed, dispatch_uid="audit-refused")
def refused(*, credentials: dict[str, Any], **_signal: Any) -> None:
    """A wrong name or password: the same event for both, under the keyed hash the attempts are counted under."""
    name = str(credentials.get("username") or "")
    record(who=NOBODY, act="sign-in", what=f"name:{key_of('password', name)[:16]}", outcome=Outcome.REFUSED)


@receiver(factors.authenticator_added, dispatch_uid="audit-factor-added")
def factor_added(*, user: AbstractBaseUser, authenticator: Authenticator, **_signal: Any) -> None:
    """A second factor was added."""
    record(who=who(user), act="factor.add", what=f"{authenticator.type}:{authenticator.pk}")


@receiver(factors.authenticator_removed, dispatch_uid="audit-factor-removed")
def factor_removed(*, user: AbstractBaseUser, authenticator: Authenticator, **_signal: Any) -> None:
    """A second factor was removed."""
    record(who=who(user), act="factor.remove", what=str(authenticator.type))


@receiver(factors.authenticator_reset, dispatch_uid="audit-factor-reset")
def factor_reset(*, user: AbstractBaseUser, **_signal: Any) -> None:
    """New recovery codes took the place of the old ones."""
    record(who=who(user), act="factor.new-codes")


@receiver(factors.authentication_failed, dispatch_uid="audit-factor-refused")
def factor_refused(*, user: AbstractBaseUser, **_signal: Any) -> None:
    """A code was wrong or used before."""
    record(who=who(user), act="factor.use", outcome=Outcome.REFUSED)
