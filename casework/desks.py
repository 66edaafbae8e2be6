"""The published desks as values, in a constant number of queries."""

from __future__ import annotations

from casework.routing import DeskFacts, Hours, Route, route
from trainers.models import Desk
from vocabulary import places


def facts() -> tuple[DeskFacts, ...]:
    """What routing must know of every published desk."""
    rows = Desk.objects.listed().prefetch_related("places", "languages", "hours", "fallbacks__fallback")
    return tuple(_facts(row) for row in rows)


def route_for(country: str) -> Route:
    """Which desk answers for a country, and who when it cannot. Raises NoDesk."""
    return route(country, facts())


def _facts(row: Desk) -> DeskFacts:
    return DeskFacts(
        id=row.public_id,
        name=row.name,
        central=row.central,
        serves=frozenset(country for place in row.places.all() for country in places.countries_in(place.code)),
        languages=tuple(each.code for each in row.languages.all()),
        timezone=row.timezone,
        hours=tuple(Hours(span.day, span.opens, span.closes) for span in row.hours.all()),
        fallbacks=tuple(each.fallback.public_id for each in row.fallbacks.all()),
    )
