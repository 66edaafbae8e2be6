"""The one cookie of a requester: a random key, in this browser only while a case is open in it.

Its row (casework.opening) holds the hash of that key and the case's own key sealed under it, so that the
cookie opens nothing without the row, and the row nothing without the cookie.
"""

from __future__ import annotations

import hmac
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from casework import opening
from hub.keys import keyed_hash
from hub.leave import CLEARED

LONGEST: Final = 200


def of(request: HttpRequest) -> str:
    """The value this browser sent, or nothing."""
    value = request.COOKIES.get(settings.HUB_CASE_COOKIE, "")
    return value if value.isascii() and len(value) <= LONGEST else ""


def give(response: HttpResponse, value: str) -> None:
    """Set it for as long as the browser stays open: no age, no other site, no script."""
    name = settings.HUB_CASE_COOKIE
    response.set_cookie(name, value, httponly=True, samesite="Strict", secure=name.startswith("__Host-"))


def take(request: HttpRequest, response: HttpResponse) -> None:
    """Drop the cookie and its row; where there is none, nothing is done."""
    if settings.HUB_CASE_COOKIE in request.COOKIES:
        response.delete_cookie(settings.HUB_CASE_COOKIE, samesite="Strict")
        if value := of(request):
            opening.forget(value)


def clear(request: HttpRequest, response: HttpResponse) -> None:
    """Drop it, and ask the browser to drop whatever else it kept of this site."""
    response["Clear-Site-Data"] = CLEARED
    take(request, response)


def leave(request: HttpRequest, response: HttpResponse) -> None:
    """Somebody leaves the site: the case is closed in this browser (see HUB_LEAVING)."""
    take(request, response)


def proof(value: str) -> str:
    """What the forms of an opened case carry back: nobody makes it without the cookie and our key."""
    return keyed_hash("case/proof", value)


def proves(request: HttpRequest, given: str) -> bool:
    """Whether a form was drawn for the case that is open in this browser now."""
    value = of(request)
    return bool(value) and hmac.compare_digest(proof(value).encode(), given.encode())
