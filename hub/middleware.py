"""Headers on every answer, and the methods that public addresses answer to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

# What no part of the site may weaken; django-csp, django-permissions-policy and Django add theirs further in.
FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
READING: Final = ("GET", "HEAD", "POST")
WORKING: Final = (*READING, "PUT", "PATCH", "DELETE")


def is_staff_address(path: str) -> bool:
    """Whether only staff use this address."""
    return path.startswith(settings.HUB_STAFF_PREFIXES)


def is_private_address(path: str) -> bool:
    """Whether somebody speaks of themselves at this address, in any language."""
    _language, _slash, rest = path.removeprefix("/").partition("/")
    return rest.startswith(settings.HUB_PRIVATE_PAGES)


class HeadersMiddleware:
    """The outermost layer: its headers are on pages, files, redirects, refusals and errors alike."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in FIXED.items():
            response[name] = value
        # A view may be stricter: leaving the site sends no referrer at all.
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if is_staff_address(request.path_info) or is_private_address(request.path_info):
            response["Cache-Control"] = "no-store"
        return response


class MethodsMiddleware:
    """Refuses what nothing here answers to, before anything else looks at it: methods, and addresses with a NUL."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        allowed = WORKING if request.path_info.startswith("/admin/") else READING
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        if "\x00" in request.path_info:
            # PostgreSQL takes no NUL in a text: whichever view looked the address up would fail.
            raise Http404
        return self.get_response(request)
