"""What search engines may visit."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

RULES: Final = """\
User-agent: *
Disallow: /admin/
Disallow: /staff/
Disallow: /-/
Disallow: /api/
"""


def robots(request: HttpRequest) -> HttpResponse:
    """Keep out of what is for staff and machines. Search and filtered pages say `noindex` themselves:

    a page that may not be fetched could not say so.
    """
    return HttpResponse(RULES, content_type="text/plain; charset=utf-8")
