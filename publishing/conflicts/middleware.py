"""What an editor sends is done wholly or not at all.

Wagtail's views save a form, make a version and publish it one after the other, each by itself: a crash between
them leaves half a page. Here the whole view is one transaction; two forms for one page come one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase

from publishing.conflicts.whole import whole

# Wagtail's screens for pages and rows, and wagtail-localize's for translations; previews write nothing of a page.
ROOMS: Final = ("wagtailadmin_pages", "wagtailsnippets_", "wagtailsettings", "wagtail_localize")
WRITES_NOTHING: Final = ("preview",)


class WholeOrNotAtAll:
    """Puts one transaction around every form that is sent to the editors' screens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Call the view within a transaction where it may write."""
        match = request.resolver_match
        if request.method != "POST" or match is None:
            return None
        room, name = ":".join(match.namespaces), match.url_name or ""
        if not room.startswith(ROOMS) or name.startswith(WRITES_NOTHING):
            return None
        with whole():
            return view(request, *args, **kwargs)
