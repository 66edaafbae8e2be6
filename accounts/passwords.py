"""What a password of staff must be: long enough, and on no list of common ones. Nothing about its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST: Final = 15
LONGEST: Final = 128
REPEATED = re.compile(r"(.+?)\1+", re.DOTALL)


class LengthValidator:
    """Between 15 and 128 characters; a longer one would cost the server a hash of anybody's size."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Refuse what is too short or too long."""
        if len(password) < SHORTEST:
            raise ValidationError(
                _("Use at least %(shortest)d characters. Four or five words make a good password."),
                code="password_too_short",
                params={"shortest": SHORTEST},
            )
        if len(password) > LONGEST:
            raise ValidationError(
                _("Use at most %(longest)d characters."), code="password_too_long", params={"longest": LONGEST}
            )

    def get_help_text(self) -> str:
        """The rule in one sentence."""
        return _("Use %(shortest)d to %(longest)d characters. Four or five words make a good password.") % {
            "shortest": SHORTEST,
            "longest": LONGEST,
        }


class NotCommonValidator(CommonPasswordValidator):
    """Refuses common passwords, and those that are one made longer with digits, signs or repetition."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Look the password and its core up in the list that comes with Django."""
        for form in _cores(password.casefold().strip()):
            super().validate(form)


def _cores(password: str) -> Iterator[str]:
    yield password
    letters = password.strip("0123456789 .,;:!?-_+*/@#$%&()=")
    if letters:
        yield letters
    for text in (password, letters):
        if repeated := REPEATED.fullmatch(text):
            yield repeated[1] if len(repeated[1]) > 1 else "111111"
