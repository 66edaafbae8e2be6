"""The order of the directory: new each day, the same for everyone on that day, of no merit. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256


def shuffled(ids: Iterable[str], today: dt.date) -> list[str]:
    """Ids in the order of a day; where one stands tells nothing of who else is there."""
    return sorted(ids, key=lambda each: sha256(f"{today.isoformat()} {each}".encode()).digest())
