"""The answers of a request for training on their way from step to step: see `hub.travelling`."""

from __future__ import annotations

from typing import Final

from hub import travelling
from hub.travelling import Expired, Forged, Given, Lost, Luggage, TooMuch

__all__ = ["PURPOSE", "Expired", "Forged", "Given", "Lost", "Luggage", "TooMuch", "opened", "packed"]

PURPOSE: Final = "casework.asking"


def packed(luggage: Luggage, hour: int | None = None) -> str:
    """The sealed field. Raises TooMuch."""
    return travelling.packed(luggage, PURPOSE, hour)


def opened(text: str, hour: int | None = None) -> Luggage:
    """What a field holds. Raises Forged or Expired."""
    return travelling.opened(text, PURPOSE, hour)
