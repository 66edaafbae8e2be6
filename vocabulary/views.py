"""The public terms for other systems."""

from __future__ import annotations

import hashlib
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from vocabulary.skos import store

KEPT_FOR: Final = 3600


@require_safe
def public(request: HttpRequest) -> HttpResponseBase:
    """The terms in use as SKOS in JSON-LD; who has them already is told so."""
    body = store.write("jsonld", public=True).encode()
    answer = HttpResponse(body, content_type="application/ld+json")
    answer["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return found if found is not None else answer
