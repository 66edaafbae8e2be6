"""The pages for a form without its token and for a fault of ours: they must come whatever else is broken."""

from __future__ import annotations

import logging
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

log = logging.getLogger(__name__)
PLAIN: Final = "<!doctype html><html lang=en><meta charset=utf-8><title>Error</title><h1>Something went wrong here</h1>"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do; the reason is for nobody to read."""
    return render(request, "403.html", {"stale_form": True}, status=403)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault, in plain words when its template cannot be drawn either.

    An error raised here would leave through every layer of middleware, and the answer would carry no header.
    """
    try:
        return HttpResponseServerError(render_to_string("500.html"))
    except Exception:  # the template is one more thing that may be broken
        log.exception("The page for faults cannot be drawn: was collectstatic run?")
        return HttpResponseServerError(PLAIN)
