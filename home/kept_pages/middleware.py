"""Public pages from memory, and “not modified” for whoever has them already.

An answer is kept for readers of whom nothing is known (no cookie, see `which`), and handed out as long as all that
it was made of is in the same state (see `state`): one query, no view and no template. Kept in the memory of each
process: nothing there is unpacked, shared or written down, and a lost Redis changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from home.kept_pages import state, which
from home.kept_pages.shelf import KeptPage, Shelf
from hub import languages
from hub.middleware import is_private_address
from hub.unchanged import ASK_AGAIN, asked_again

MOST_BYTES: Final = 32 * 2**20
LARGEST: Final = 2**20
PAGES: Final = Shelf(MOST_BYTES, LARGEST)


class KeptPagesMiddleware:
    """Before everything that depends on sessions; within everything that adds headers to each answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The kept answer where there is a true one, else a new one, kept where it is for all."""
        key = _key(request)
        if key is None:
            return self.get_response(request)
        moment = timezone.now()
        if key in PAGES and settings.HUB_PAGE_CACHE and (page := PAGES.get(key, state.now(), moment)):
            return asked_again(request, HttpResponse(page.body, headers=dict(page.headers)))
        # Read before the answer is made: what is written meanwhile makes it one of a state that never comes again.
        made_of = state.now()
        response = self.get_response(request)
        if not (isinstance(response, HttpResponse) and _is_for_all(request, response)):
            return response
        response.headers.setdefault("Cache-Control", ASK_AGAIN)
        # Gives it its tag, which says nothing but what the page says: it is the same for everybody.
        answer = asked_again(request, response)
        if settings.HUB_PAGE_CACHE and request.method == "GET":
            ends = state.until(made_of, moment)
            PAGES.put(key, KeptPage(made_of, ends, response.content, tuple(response.headers.items())))
        return answer


def _key(request: HttpRequest) -> Hashable | None:
    """What tells one answer from another; None where an answer is nobody else's."""
    if getattr(request, "is_dummy", False) or getattr(request, "is_preview", False):
        # An editor's preview runs through all of this at the address of the public page.
        return None
    if not which.may_be_asked(request.method, request.META, request.path) or not _is_for_readers(request.path_info):
        return None
    try:
        host = (request.scheme, request.get_host(), request.get_port())
    except DisallowedHost:
        return None
    return (*host, request.path, request.META.get("QUERY_STRING", ""))


def _is_for_readers(path: str) -> bool:
    """Whether an address is below a language, and not one where somebody speaks of themselves."""
    return path[1:].partition("/")[0] in languages.BY_CODE and not is_private_address(path)


def _is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    view, query = match.view_name if match else "", request.META.get("QUERY_STRING", "")
    return which.is_kept(view, query) and which.is_for_all(
        response.status_code, response.headers, bool(response.cookies)
    )
