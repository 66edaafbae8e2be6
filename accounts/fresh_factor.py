"""People, groups and invitations are changed only shortly after a second factor was shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

FRESH: Final = timedelta(minutes=15)
# A form that was opened in time may be sent a little later: what was typed into it is not lost.
TO_FILL_IN: Final = timedelta(minutes=15)
GUARDED: Final = frozenset({"wagtailusers_users", "wagtailusers_groups", "invitations"})
ABOUT_PEOPLE: Final = frozenset({"accounts", "auth"})


class FreshFactorMiddleware:
    """Asks for the second factor again before rights are handed out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseRedirect | None:
        """A way through the second factor, where the last one is too long ago."""
        # The address first: asking who is there would mark every reader's page as depending on cookies.
        if not settings.HUB_REQUIRE_SECOND_FACTOR or not hands_out_rights(request, kwargs):
            return None
        if not request.user.is_authenticated or is_fresh(request, time.time()):
            return None
        query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{query}")


def hands_out_rights(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Whether an address is one where accounts, groups or invitations are made or changed."""
    match = request.resolver_match
    if match is None:
        return False
    if match.url_name == "wagtail_bulk_action":
        return kwargs.get("app_label") in ABOUT_PEOPLE
    return bool(GUARDED & set(match.namespaces))


def is_fresh(request: HttpRequest, now: float) -> bool:
    """Whether this session showed a second factor a short time ago."""
    limit = FRESH + (TO_FILL_IN if request.method == "POST" else timedelta(0))
    shown = [each["at"] for each in get_authentication_records(request, request.user) if each.get("method") == "mfa"]
    return bool(shown) and now - max(shown) <= limit.total_seconds()
