"""The page of results."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from hub import languages
from search import answers, offering, presenting
from search.request import clean_text, parse
from search.vain import keeping as vain

TEMPLATE, DESCRIPTION = "pages/search/search.html", "pages/search/opensearch.xml"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a question; nothing of it is kept here or in the browser's cache (but see `search.vain`)."""
    reader = get_language() or languages.DEFAULT.code
    asked = parse(dict(request.GET.lists()), answers.known_values())
    found = answers.answer(asked, reader)
    context = presenting.context(found, reader) | {"counts_vain": vain.note(found, reader)}
    response = render(request, TEMPLATE, context)
    # On a borrowed phone the words of a question must not lie in a cache: see docs/decisions.
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What continues the words being typed, in the language of the page; a comfort, the search needs none of it."""
    reader = get_language() or languages.DEFAULT.code
    found = offering.offer(clean_text(request.GET.get("q", "")), reader)
    return JsonResponse(found, safe=False, headers={"Cache-Control": "no-store"})


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The search as a browser adds it to its own (OpenSearch 1.1); `language` chooses the page of results."""
    language = languages.find(request.GET.get("language", "")) or languages.DEFAULT
    with override(language.code):
        address = request.build_absolute_uri(reverse("search"))
        page = render(request, DESCRIPTION, {"address": address, "language": language})
    page["Content-Type"] = "application/opensearchdescription+xml; charset=utf-8"
    return page
