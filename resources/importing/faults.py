"""Why a file cannot be imported."""

from __future__ import annotations


class Fault(Exception):
    """The file fails, alone, with this reason."""

    @property
    def reason(self) -> str:
        """The words for the report."""
        return str(self)
