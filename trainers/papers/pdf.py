"""A public profile on paper: drawn when the first is asked for and kept until it changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.core.cache import cache

from hub import printing, versions
from hub.busy import come_again

KEPT_FOR: Final = 24 * 3600
# Drawing takes a core for a moment: one at a time, and who waits longer than this comes again.
PATIENCE: Final = 3
STYLE: Final = Path(__file__).with_name("paper.css")
_drawing = threading.Lock()


def kept(name: str, html: Callable[[], str]) -> bytes:
    """The PDF of a profile, drawn anew when the directory or the vocabulary has changed.

    Raises Busy when another is being drawn for too long, CannotPrint when none can be.
    """
    key = ":".join(("profile-pdf", name, *versions.of("directory", "vocabulary")))
    found: bytes | None = cache.get(key)
    if found is None:
        if not _drawing.acquire(timeout=PATIENCE):
            raise come_again()
        try:
            found = printing.printed(html(), STYLE)
        finally:
            _drawing.release()
        cache.set(key, found, KEPT_FOR)
    return found
