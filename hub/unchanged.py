"""Answers under a tag: who has one already is told so, and one is never taken from a cache without asking."""

from __future__ import annotations

import hashlib
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

# What was withdrawn or corrected must not come from a cache.
ASK_AGAIN: Final = "no-cache"


def answered(request: HttpRequest, body: str, media_type: str, cache: str = ASK_AGAIN) -> HttpResponseBase:
    """A document under the hash of its bytes, or the word that nothing has changed."""
    answer = HttpResponse(body.encode(), content_type=media_type)
    answer["Cache-Control"] = cache
    return asked_again(request, answer)


def asked_again(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """An answer under its tag, or the word that nothing has changed for whoever has it."""
    if "ETag" not in answer.headers:
        answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return found if found is not None else answer
