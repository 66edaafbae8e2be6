"""Members of staff in the situations that tests name."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import EDITOR, OPERATOR, Role, ensure_roles

PASSWORD = "four plain words and a comma"
_count = iter(range(10**6))


def member(role: Role | None = None, **values: Any) -> User:
    """A member of staff with `PASSWORD`, in one role or none."""
    name = values.pop("username", f"member{next(_count)}")
    user = User.objects.create_user(username=name, password=values.pop("password", PASSWORD), **values)
    if role is not None:
        if not Group.objects.filter(name=role.name).exists():
            ensure_roles()
        user.groups.add(Group.objects.get(name=role.name))
    return user


def editor(**values: Any) -> User:
    """Somebody who writes and publishes."""
    return member(EDITOR, **values)


def operator(**values: Any) -> User:
    """Somebody who adds accounts and sees how the site is."""
    return member(OPERATOR, **values)


def with_app(user: User) -> str:
    """Give an account an authenticator app; answers its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str, *, steps: int = 0) -> str:
    """The code an app shows now, or that many steps of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def factors(user: User) -> list[str]:
    """The kinds of second factor an account has."""
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
