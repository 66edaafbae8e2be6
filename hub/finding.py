"""From an address to its page: in one query, however deep it lies, and no query for restrictions that nobody made."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from hub.kept import kept

# What a text is read with.
READ_WITH = ("locale", "rendering")


class FoundAtOnce:
    """For pages, before Wagtail's own class."""

    # Set by `home.serving` alone, where everybody may read the page: a draft of the same number never has it.
    for_all = False

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at an address below this one; Wagtail's own way, two queries a step, where there is none."""
        if len(path_components) > 1 and (found := _below(self, path_components)):
            answer: RouteResult = found.route(request, [])
            return answer
        return super().route(request, path_components)  # type: ignore[misc, no-any-return]

    def get_view_restrictions(self) -> Any:
        """Restrictions on this page or above it; where the whole site has none, nothing is looked up."""
        if self.for_all or not kept("any restriction", PageViewRestriction.objects.exists):
            return _no_restriction()
        return super().get_view_restrictions()  # type: ignore[misc]


@cache
def _no_restriction() -> Any:
    return PageViewRestriction.objects.none()


def _below(top: Any, components: list[str]) -> Any:
    """The specific page at the end of a path, each page above it tied to the next."""
    paths = list(accumulate(components, lambda above, slug: f"{above}{slug}/", initial=top.url_path))[1:]
    rows = Page.objects.filter(slug__in=components, url_path__in=paths, path__startswith=top.path)
    by_path = {page.url_path: page for page in rows.select_related(*READ_WITH)}
    if len(by_path) != len(paths):
        return None
    chain = [by_path[path] for path in paths]
    if any(page.depth != top.depth + step for step, page in enumerate(chain, 1)):
        return None
    for above, page in pairwise([top, *chain]):
        page._cached_parent_obj = above
    return _specific(chain[-1])


def _specific(page: Page) -> Any:
    own: Any = page.specific
    for name in READ_WITH:
        if hasattr(page, name):
            setattr(own, name, getattr(page, name))
    own._cached_parent_obj = page._cached_parent_obj
    return own
