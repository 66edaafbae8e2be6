"""The page at the addresses of a withdrawn text: 410, why, and what to read instead."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override

from hub import languages
from hub.interface import preferred
from resources import counts
from resources.models.withdrawn import Why, Withdrawal
from resources.withdrawn import asking

GONE = 410


def gone(request: HttpRequest, row: Withdrawal) -> HttpResponse:
    """The page of a withdrawn text, in the language of the address, else in the reader's of those of the site."""
    if request.path_info.removeprefix("/").partition("/")[0] in languages.BY_CODE:
        return _page(request, row)
    spoken = [*counts.by_language(), row.language]
    with override(preferred(request.headers.get("Accept-Language", ""), spoken) or row.language):
        response = _page(request, row)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _page(request: HttpRequest, row: Withdrawal) -> HttpResponse:
    found = asking.instead(row, get_language() or languages.DEFAULT.code)
    context = {
        "title": row.title if row.shows_title else "",
        "lang": row.language,
        "why": Why(row.why).label,
        "dangerous": row.why == Why.DANGEROUS,
        "words": row.words,
        "words_lang": row.words_in or row.language,
        "withdrawn_on": row.withdrawn_on,
        "replacement": asdict(found.replacement) if found.replacement else None,
        "editions": [asdict(each) for each in found.elsewhere],
    }
    response = render(request, "pages/resources/withdrawn.html", context, status=GONE)
    # It may be brought back: nobody keeps this answer.
    response["Cache-Control"] = "no-cache"
    # Asked for by design and by old links: no line in the log for each.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
