"""Pages at their addresses: which one it is, is asked once in each state of the site, where everybody may read it."""

from __future__ import annotations

import copy
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from hub.kept import kept
from hub.pages import HubPage


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's own view, told which page it is where that is known: each request gets a page of its own."""
    at = ("page at", request.get_host(), request.get_port(), path)
    if (page := kept(at, lambda: _for_all(request, path), large=True)) is not None:
        request._wagtail_route_for_request = RouteResult(copy.copy(page))  # type: ignore[attr-defined]
    answer: HttpResponseBase = views.serve(request, path)
    return answer


def known(request: HttpRequest) -> Any:
    """The page that everybody may read and that is being served; None for all else."""
    route = getattr(request, "_wagtail_route_for_request", None)
    page = route[0] if route else None
    return page if getattr(page, "for_all", False) else None


def _for_all(request: HttpRequest, path: str) -> Any:
    """The page at an address as everybody may read it; None for what is anything less."""
    found = Page.route_for_request(request, path)
    page: Any = found.page if found and not (found.args or found.kwargs) else None
    if not isinstance(page, HubPage) or page.get_view_restrictions().exists():
        return None
    if page.expire_at and page.expire_at <= timezone.now():
        return None
    known = copy.copy(page)
    # The locale is asked for now, so that no copy asks.
    known.for_all = bool(known.locale)
    return known
