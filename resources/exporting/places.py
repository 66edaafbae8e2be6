"""Where things are, seen from the file being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from resources.exporting.prose import Link


@dataclass(frozen=True)
class Places:
    """Addresses of links, of pictures and of documents; None where only the words can go."""

    link: Link
    picture: Callable[[int], str | None]
    document: Callable[[int], str | None] = lambda _number: None
