"""What somebody typed into a form: see `hub.typed`."""

from __future__ import annotations

from hub.typed import FORM, typed

__all__ = ["FORM", "typed"]
