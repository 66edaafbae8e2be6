"""Time zones by their IANA names."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """The names of all time zones."""
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone."""
    return name in zones()


def known_zone(name: str) -> None:
    """Refuse what is no time zone."""
    if not is_zone(name):
        raise ValidationError(_("There is no time zone with this name. Write one such as Africa/Dakar."))
