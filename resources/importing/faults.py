"""Why a file cannot be imported."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hub.wording import worded


class Fault(Exception):
    """The file fails, alone, with this reason."""

    @property
    def reason(self) -> str:
        """The words for the report."""
        return str(self)


def reason_of(error: Exception) -> str:
    """What the report says of whatever stopped a file."""
    if isinstance(error, ValidationError):
        return "; ".join(error.messages)
    if isinstance(error, Fault):
        return error.reason
    return worded(_("cannot be written (%(error)s)"), error=f"{type(error).__name__}: {error}")


def other_kind(said: str, there: str) -> Fault:
    """The file is of another kind than its page; kinds are words of the folder format."""
    words = _("is a %(kind)s, but the page is a %(there)s")
    return Fault(worded(words, kind=said, there=there or _("page of another kind")))
