"""Why a file cannot be imported."""

from __future__ import annotations

from django.core.exceptions import ValidationError


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
    return error.reason if isinstance(error, Fault) else f"cannot be written ({type(error).__name__}: {error})"
