"""The chains of languages that editors set: kept in rows, handed down as a file that costs readers no query.

The file is made from the rows whenever they change, and by every tick, so that a site restored from a copy has it
again; without it the table of `hub.languages` holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from hub import languages
from hub.chains import Nexts
from hub.handed import Handed
from vocabulary.models import Fallback

NAME: Final = "fallback-chains.json"
MOST: Final = 3  # languages next to one; more is a list that nobody reads to its end


def _read(said: Any) -> Nexts:
    return {str(code): tuple(str(each) for each in others) for code, others in said.items()}


handed: Final[Handed[Nexts]] = Handed(NAME, _read, {})
# What editors have set.
current = handed.current


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
    return handed.hand_out(of_rows())


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: the file, where it is missing or of another database."""
    return {"chains": 1} if hand_out() else {}
