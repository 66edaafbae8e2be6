"""Documents on paper: drawn by WeasyPrint in a process of its own, so that none takes the site's memory or time."""

from __future__ import annotations

import ctypes.util
import importlib.util
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
# So long may a document take: more than the longest of a library of thousands needs.
SECONDS: Final = 120


class CannotPrint(Exception):
    """No PDF came of it, and why: a sentence for operators."""


@lru_cache(maxsize=1)
def available() -> bool:
    """Whether this machine can draw: WeasyPrint and Pango are both here."""
    return importlib.util.find_spec("weasyprint") is not None and ctypes.util.find_library("pango-1.0") is not None


def printed(html: str, style: Path) -> bytes:
    """An HTML document as tagged PDF; whatever it names, nothing is fetched. Raises CannotPrint."""
    command = [sys.executable, "-m", "hub.press", str(style)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=html.encode(), capture_output=True, timeout=SECONDS, cwd=HERE.parent, check=False
        )
    except subprocess.TimeoutExpired as slow:
        raise CannotPrint(f"It took longer than {SECONDS} seconds.") from slow
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise CannotPrint(lines[-1] if lines else f"The press ended with status {done.returncode}.")
    return done.stdout
