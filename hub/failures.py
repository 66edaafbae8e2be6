"""The page for a form that did not come from this site, or came without its token."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do; the reason is for nobody to read."""
    return render(request, "403.html", {"stale_form": True}, status=403)
