"""Addresses with the code of a merged term go on meaning what they meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse

from vocabulary import replaced

# The names under which addresses carry codes, and the lists that these belong to.
NAMES: Final = {
    "topic": "topic",
    "group": "at-risk-group",
    "at_risk_group": "at-risk-group",
    "format": "format",
    "service": "service",
}
MOST_FIELDS: Final = 1000


class MergedTermsMiddleware:
    """Reads `?topic=old` as `?topic=new`, for pages and for the API, before anybody has looked at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, after old codes have become new ones."""
        query = request.META.get("QUERY_STRING", "")
        if query and replaced.current():
            request.META["QUERY_STRING"] = today(query)
        return self.get_response(request)


def today(query: str) -> str:
    """A query string with today's codes; unchanged to the letter where it has none of another time."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return query
    said = [(name, replaced.code(NAMES[name], value) if name in NAMES else value) for name, value in pairs]
    return query if said == pairs else urlencode(list(dict.fromkeys(said)))
