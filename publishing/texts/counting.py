"""How many texts of each list a language has: rows of the report beside those of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from publishing.texts.reading import LISTS, shelf
from publishing.texts.values import Standing
from publishing.translation.library import Known, Row
from publishing.translation.weights import risk
from resources.translation_states import Facts, state

__all__ = ["LISTS", "text_rows"]


def text_rows(locales: Mapping[int, str]) -> list[Row]:
    """One row for each list and language; `locales` gives the codes of languages by their numbers."""
    found: list[Row] = []
    known = shelf()
    for number, code in locales.items():
        counts = Counter((text.list, text.standing) for text in known.texts(code))
        for name in LISTS:
            each = {standing: counts[name, standing] for standing in Standing}
            if total := sum(each.values()):
                found.append(_row(name, number, code, total, each))
    return found


def _row(name: str, number: int, code: str, total: int, each: Mapping[Standing, int]) -> Row:
    missing = each[Standing.MISSING] + each[Standing.DRAFT]
    facts = Facts(exists=missing < total, strings=total, done=total - missing, doubtful=each[Standing.OLDER], changes=0)
    title = str(LISTS[name])
    original = Known(0, UUID(int=0), 0, title, True, None, "", name)
    address = f"{reverse('publishing_texts', args=[code])}?{urlencode({'list': name})}"
    now = state(facts)
    return Row(name, number, title, None, original, now, risk(name, now), address)
