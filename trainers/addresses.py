"""Ids that no entry can have, since its address would be another page's: read from the site's own addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

APP: Final = "trainers"
# The page of an entry, by what the entry is.
PAGES: Final = {"trainer": "profile", "organisation": "organisation", "desk": "desk"}


@lru_cache(maxsize=len(PAGES))
def taken(kind: str) -> frozenset[str]:
    """The words that stand where the id of a kind of entry would."""
    routes = list(_routes(get_resolver(), "", ""))
    home = next(route.split("<")[0] for app, name, route in routes if (app, name) == (APP, PAGES[kind]))
    below = (route.removeprefix(home) for _app, _name, route in routes if route.startswith(home))
    return frozenset(word for rest in below if (word := rest.split("/")[0]) and "<" not in word)


def _routes(resolver: Any, app: str, above: str) -> Iterator[tuple[str, str, str]]:
    """Every address without its language: the app, the name, the route."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            if isinstance(each.pattern, RoutePattern):
                yield app, each.name or "", above + str(each.pattern)
        elif not isinstance(each.pattern, RoutePattern):
            # The prefix of a language, which stands before everything, or a pattern of its own kind.
            yield from _routes(each, each.namespace or app, above)
        else:
            yield from _routes(each, each.namespace or app, above + str(each.pattern))
