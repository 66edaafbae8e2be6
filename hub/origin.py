"""Whether another site sent a form; forms that act for nobody carry no token and ask this instead."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_foreign(request: HttpRequest) -> bool:
    """Whether another site sent this; browsers say so in one of two headers."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.get_host()
