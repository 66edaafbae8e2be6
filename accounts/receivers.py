"""Which of Django's and allauth's signals become events of the audit log."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import sessions
from accounts.attempts import key_of
from accounts.audit import NOBODY, SYSTEM, Outcome, record
from accounts.models import User


def who(user: AbstractBaseUser | None) -> str:
    """An account as events name it."""
    return f"user:{user.pk}" if user is not None else NOBODY


def key_of_session(request: HttpRequest | None) -> str | None:
    """The session that an act came from, which goes on."""
    return request.session.session_key if request is not None else None


@receiver(user_logged_in, dispatch_uid="audit-signed-in")
def signed_in(*, request: HttpRequest, user: AbstractBaseUser, **_signal: Any) -> None:
    """The account is in, second factor included."""
    sessions.begin(request.session)
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
def factor_added(
    *, user: AbstractBaseUser, authenticator: Authenticator, request: HttpRequest | None = None, **_: Any
) -> None:
    """A second factor was added; whoever is in elsewhere has not shown it."""
    sessions.end_sessions(user, but=key_of_session(request))
    record(who=who(user), act="factor.add", what=f"{authenticator.type}:{authenticator.pk}")


@receiver(factors.authenticator_removed, dispatch_uid="audit-factor-removed")
def factor_removed(
    *, user: AbstractBaseUser, authenticator: Authenticator, request: HttpRequest | None = None, **_: Any
) -> None:
    """A second factor was removed."""
    sessions.end_sessions(user, but=key_of_session(request))
    record(who=who(user), act="factor.remove", what=str(authenticator.type))


@receiver(factors.authenticator_reset, dispatch_uid="audit-factor-reset")
def factor_reset(*, user: AbstractBaseUser, **_signal: Any) -> None:
    """New recovery codes took the place of the old ones."""
    record(who=who(user), act="factor.new-codes")


@receiver(factors.authentication_failed, dispatch_uid="audit-factor-refused")
def factor_refused(*, user: AbstractBaseUser, **_signal: Any) -> None:
    """A code was wrong or used before."""
    record(who=who(user), act="factor.use", outcome=Outcome.REFUSED)


@receiver(post_save, sender=User, dispatch_uid="sessions-of-closed-accounts")
def account_saved(*, instance: User, created: bool, **_signal: Any) -> None:
    """Who is shut out is out everywhere, at once."""
    if not created and not instance.is_active and sessions.end_sessions(instance):
        record(who=SYSTEM, act="sessions.end", what=who(instance))


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="sessions-of-changed-roles")
def roles_changed(*, instance: User | Group, action: str, pk_set: set[int] | None, **_: Any) -> None:
    """Another role is a new sign-in: no open page goes on with the rights of before."""
    if action not in {"post_add", "post_remove", "pre_clear"} or (action != "pre_clear" and not pk_set):
        return
    users = [instance] if isinstance(instance, User) else User.objects.filter(pk__in=pk_set or ())
    for user in users:
        sessions.end_sessions(user)
