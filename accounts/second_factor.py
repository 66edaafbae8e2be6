"""Codes of authenticator apps and recovery codes: checked once, counted, and never accepted twice."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import constant_time_compare

from accounts.models import User

PROVES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def enrolled(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this account has a second factor; recovery codes alone are none."""
    return user.is_authenticated and Authenticator.objects.filter(user_id=user.pk, type__in=PROVES).exists()


def matching_step(secret: str, code: str) -> int | None:
    """The 30-second step whose code this is, looking one step back and one ahead."""
    digits = "".join(str(int(sign)) for sign in code if sign.isdecimal())
    steps = [step for step in yield_hotp_counters_from_time() if _is_code(digits, secret, step)]
    return steps[-1] if steps else None


def claim_step(user: AbstractBaseUser, step: int) -> bool:
    """Use a step up; False when it, or a later one, was used before. One statement, so two at once cannot both."""
    return bool(User.objects.filter(pk=user.pk, totp_step__lt=step).update(totp_step=step))


def accepts(authenticator: Authenticator, user: AbstractBaseUser, code: str) -> bool:
    """Whether a code is right for an app or a list of recovery codes, and uses it up."""
    if authenticator.type == Authenticator.Type.TOTP:
        step = matching_step(decrypt(authenticator.data["secret"]), code)
        return step is not None and claim_step(user, step)
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return bool(authenticator.wrap().validate_code(code))
    return False


def _is_code(digits: str, secret: str, step: int) -> bool:
    return constant_time_compare(digits, format_hotp_value(hotp_value(secret, step)))
