"""The page of results."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hub import languages
from search import answers, presenting
from search.request import parse

TEMPLATE = "pages/search/search.html"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a question; nothing of it is kept, neither here nor in the browser's cache."""
    reader = get_language() or languages.DEFAULT.code
    asked = parse(dict(request.GET.lists()), answers.known_values())
    response = render(request, TEMPLATE, presenting.context(answers.answer(asked, reader), reader))
    # On a borrowed phone the words of a question must not lie in a cache: see docs/decisions.
    response["Cache-Control"] = "no-store"
    return response
