"""The texts of the library that help first, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from casework import first_help
from casework.first_help import Situation, Steps, Text
from hub.querysets import publicly_readable
from resources import counts, rendering, shelves
from vocabulary import places


def pages(situation: Situation, chain: Iterable[str], country: str) -> list[Any]:
    """The pages to read, the first one first."""
    here = {country, *places.above(country)} if places.is_country(country) else set()
    return shelves.specific(first_help.choose(_texts(situation), situation, chain, here))


def steps(page: Any) -> Steps | None:
    """What a page says to do first."""
    return first_help.steps(rendering.text(page).html) if page.kind != "manual" else None


def _texts(situation: Situation) -> list[Text]:
    rows: list[QuerySet[Any, Any]] = [
        publicly_readable(
            counts.model(kind).objects.filter(
                topics__scheme="topic", topics__status="active", topics__code__in=first_help.TOPICS[situation]
            )
        ).values_list("pk", "translation_key", "topics__code", "locale__language_code", "level", "regions")
        for kind in first_help.KINDS
    ]
    return [
        Text(page, str(same), topic, language, kind, level, tuple(regions or ()))
        for kind, found in zip(first_help.KINDS, rows, strict=True)
        for page, same, topic, language, level, regions in found
    ]
