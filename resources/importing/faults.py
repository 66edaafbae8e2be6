"""Why a file cannot be imported."""

from __future__ import annotations


class Fault(Exception):  # noqa: N818 - a file's fault, in the words an editor reads
    """The file fails, alone, with this reason."""

    @property
    def reason(self) -> str:
        """The words for the report."""
        return str(self)
