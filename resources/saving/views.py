"""What a reader's device asks for: the list of a text, the page for whatever was not saved, the worker itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from hub import languages
from resources.saving import listing

WORKER: Final = (Path(__file__).parent / "worker.js").read_bytes()


@require_safe
def texts(request: HttpRequest, resource_id: str, plain: bool = False) -> HttpResponse:
    """The addresses of one public text in the language of the address; `plain`: of its pages as text alone."""
    page = listing.find(resource_id, get_language() or languages.DEFAULT.code)
    if page is None:
        raise Http404
    found = listing.as_text_of(page, request) if plain else listing.of(page, request)
    told = json.dumps(asdict(found), ensure_ascii=False).encode()
    response = _unless_known(request, told, "application/json")
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def not_connected(request: HttpRequest) -> HttpResponse:
    """The page that is saved along with a text, and shown where another would need a network."""
    return render(request, listing.NOT_CONNECTED)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that hands out what was saved. At the root, since it may answer only for what lies below it."""
    return _unless_known(request, WORKER, "text/javascript; charset=utf-8")


def _unless_known(request: HttpRequest, content: bytes, media_type: str) -> HttpResponse:
    etag = f'"{sha256(content).hexdigest()}"'
    unchanged: Any = condition(etag_func=lambda *_: etag)
    response: HttpResponse = unchanged(lambda _request: HttpResponse(content, content_type=media_type))(request)
    # Asked for again each time: a copy of what was withdrawn must not stay because of a cache.
    response["Cache-Control"] = "no-cache"
    return response
