"""Leaving the site at once: to a page that says nothing, and with nothing of this site left in the browser."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)

# Not "executionContexts": browsers that know it reload other tabs of the site, and that is seen.
CLEARED = '"cache", "cookies", "storage"'


def leave(request: HttpRequest) -> HttpResponse:
    """Lead to a neutral page and tell the browser to drop what it kept of this site.

    It works as a plain link or form; the browser's own history is the one thing a site cannot clear.
    """
    response = HttpResponse(status=303)
    response["Location"] = settings.HUB_LEAVE_URL
    response["Clear-Site-Data"] = CLEARED
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    for name in settings.HUB_LEAVING:
        try:
            import_string(name)(request, response)
        except DatabaseError:
            # The way out stays open whatever else is broken; the browser drops its part all the same.
            log.exception("Leaving could not drop everything on our side")
    return response
