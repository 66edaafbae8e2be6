"""The language of the pages of staff; and the second factor, where settings require it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from accounts.second_factor import enrolled
from hub.interface import preferred
from hub.languages import TABLE

# All that an account without a second factor may open: what it needs to get one, or to leave.
WITHOUT_SECOND_FACTOR: Final = (
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
)


class StaffLanguageMiddleware:
    """Below /staff/ the interface speaks the browser's language: these addresses name none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/staff/"):
            return self.get_response(request)
        offered = [language.code for language in TABLE if language.catalogue]
        code = preferred(request.headers.get("Accept-Language", ""), offered) or settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        patch_vary_headers(response, ["Accept-Language"])
        return response


class SecondFactorMiddleware:
    """Sends staff who have only a password to the page where they add a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.HUB_REQUIRE_SECOND_FACTOR and self.owes_factor(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def owes_factor(self, request: HttpRequest) -> bool:
        """Whether this is an address of staff, opened by an account without a second factor."""
        # Elsewhere the account is not asked for: reading it would mark a reader's page as depending on cookies.
        details_of_health = request.path_info == "/-/health/" and "details" in request.GET
        if not (details_of_health or request.path_info.startswith(settings.HUB_STAFF_PREFIXES)):
            return False
        return request.user.is_authenticated and not _exempt(request.path_info) and not enrolled(request.user)


def _exempt(path: str) -> bool:
    try:
        return resolve(path).view_name in WITHOUT_SECOND_FACTOR
    except Resolver404:
        return False
