"""The chains of languages that editors set: kept in rows, handed down as a file that costs readers no query.

The file is made from the rows whenever they change, and by every tick, so that a site restored from a copy has it
again; without it the table of `hub.languages` holds.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from hub import languages
from hub.chains import Nexts
from vocabulary.models import Fallback

NAME: Final = "fallback-chains.json"
MOST: Final = 3  # languages next to one; more is a list that nobody reads to its end


class _Read:
    """What was read last, and from which file."""

    stamp: tuple[str, int, int] | None = None
    nexts: Nexts = {}


def current() -> Nexts:
    """What editors have set, read again only when the file has changed."""
    path = _path()
    try:
        now = path.stat()
    except OSError:
        return {}
    stamp = (str(path), now.st_mtime_ns, now.st_ino)
    if stamp != _Read.stamp:
        _Read.nexts, _Read.stamp = _parsed(path), stamp
    return _Read.nexts


def of_rows() -> dict[str, tuple[str, ...]]:
    """What the rows say: one query."""
    found: dict[str, list[str]] = {}
    for language, other in Fallback.objects.order_by("language", "place").values_list("language", "falls_back_to"):
        found.setdefault(language, []).extend([other] if other else [])
    return {language: tuple(others) for language, others in found.items()}


def save(nexts: Nexts) -> None:
    """Make these the chains; a chain as the table has it needs no row. Readers have them once all is written."""
    own = {code: to for code, to in nexts.items() if to != languages.BY_TABLE.get(code)}
    with transaction.atomic():
        Fallback.objects.all().delete()
        Fallback.objects.bulk_create(
            Fallback(language=code, place=place, falls_back_to=other)
            for code, others in own.items()
            for place, other in enumerate(others or ("",))
        )
        transaction.on_commit(hand_out)


def hand_out() -> bool:
    """Write the file where it does not say what the rows say; whether it was written."""
    nexts = of_rows()
    if nexts == dict(current()):
        return False
    path = _path()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".chains-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(nexts, file)
    Path(name).replace(path)
    return True


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: the file, where it is missing or of another database."""
    return {"chains": 1} if hand_out() else {}


def _path() -> Path:
    return Path(settings.HUB_DATA_DIR) / NAME


def _parsed(path: Path) -> Nexts:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(code): tuple(str(each) for each in others) for code, others in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        # A damaged file is as good as none; the next tick writes it anew.
        return {}
