"""What search engines may visit."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# The two documents below /-/ are there for machines: harvesters of catalogues and vocabularies ask here first.
RULES: Final = """\
User-agent: *
Allow: /-/library.jsonld
Allow: /-/vocabulary.jsonld
Disallow: /admin/
Disallow: /staff/
Disallow: /-/
Disallow: /api/
"""


def robots(request: HttpRequest) -> HttpResponse:
    """Keep out of what is for staff and machines. Search and filtered pages say `noindex` themselves:

    a page that may not be fetched could not say so.
    """
    rules = f"{RULES}\nSitemap: {request.build_absolute_uri(reverse('sitemap'))}\n"
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")
