"""The public terms for other systems."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from hub.unchanged import answered
from vocabulary.skos import store

KEPT_FOR: Final = 3600


@require_safe
def public(request: HttpRequest) -> HttpResponseBase:
    """The terms in use as SKOS in JSON-LD; who has them already is told so."""
    body = store.write("jsonld", public=True)
    return answered(request, body, "application/ld+json", f"public, max-age={KEPT_FOR}")
