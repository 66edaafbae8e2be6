"""The addresses of the catalogues: one set for OPDS 1.2, the same for 2.0."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from api.naming import site_name
from api.opds import atom, json, shelves
from api.opds.values import Hall, Shelf, Site
from hub import languages
from hub.languages import Language
from hub.unchanged import answered

SPACES: Final = {"1.2": "opds", "2.0": "opds2"}
HALLS: Final = {"1.2": atom.hall, "2.0": json.hall}
SHELVES: Final = {"1.2": atom.shelf, "2.0": json.shelf}
DESCRIPTION: Final = "pages/api/opensearch.xml"

Drawn = Callable[[Language, Language, int], Shelf | None]


@require_safe
def root(request: HttpRequest, version: str) -> HttpResponseBase:
    """The languages of the library."""
    words = languages.interface(settings.LANGUAGE_CODE)
    return _hall(request, version, shelves.root(site_name(request, words), words), words)


@require_safe
def language(request: HttpRequest, version: str, language: str) -> HttpResponseBase:
    """The lists of one language."""
    spoken = languages.BY_CODE.get(language)
    if spoken is None:
        return _nothing()
    words = languages.interface(spoken.code)
    with override(spoken.code):
        hall = shelves.language(site_name(request, spoken), spoken, words)
        return _hall(request, version, hall, spoken)


@require_safe
def newest(request: HttpRequest, version: str, language: str) -> HttpResponseBase:
    """What was changed last in a language."""
    return _shelf(request, version, language, shelves.newest)


@require_safe
def every(request: HttpRequest, version: str, language: str) -> HttpResponseBase:
    """All texts of a language."""
    return _shelf(request, version, language, shelves.every)


@require_safe
def topic(request: HttpRequest, version: str, language: str, topic: str) -> HttpResponseBase:
    """The texts of a topic in a language."""
    return _shelf(request, version, language, partial(shelves.of_topic, topic=topic))


@require_safe
def search(request: HttpRequest, version: str, language: str) -> HttpResponseBase:
    """The texts of a language that answer a question; nothing of it is kept here or in a cache."""
    asked = request.GET.get("query", "")
    answer = _shelf(request, version, language, lambda spoken, words, _page: shelves.found(spoken, words, asked))
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def description(request: HttpRequest, version: str, language: str) -> HttpResponse:
    """How a program asks the search of this catalogue (OpenSearch 1.1)."""
    spoken = languages.BY_CODE.get(language)
    if spoken is None:
        return _nothing()
    address = request.build_absolute_uri(reverse(f"{SPACES[version]}:search", args=[spoken.code]))
    with override(spoken.code):
        page = render(request, DESCRIPTION, {"address": address, "type": atom.ACQUISITION, "language": spoken})
    page["Content-Type"] = f"{atom.SEARCH}; charset=utf-8"
    return page


def _shelf(request: HttpRequest, version: str, language: str, drawn: Drawn) -> HttpResponseBase:
    spoken, page = languages.BY_CODE.get(language), _page(request)
    if spoken is None:
        return _nothing()
    with override(spoken.code):
        shelf = drawn(spoken, languages.interface(spoken.code), page) if page else None
        if shelf is None:
            return _nothing()
        return answered(request, *SHELVES[version](shelf, _site(request, version, spoken)))


def _hall(request: HttpRequest, version: str, hall: Hall | None, spoken: Language) -> HttpResponseBase:
    if hall is None:
        return _nothing()
    return answered(request, *HALLS[version](hall, _site(request, version, spoken)))


def _site(request: HttpRequest, version: str, spoken: Language) -> Site:
    root = reverse(f"{SPACES[version]}:root")
    return Site(root, site_name(request, spoken), request.build_absolute_uri, f"{settings.HUB_URL}{root}")


def _page(request: HttpRequest) -> int:
    """The page of a list that is asked for; 0 for what is no page."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _nothing() -> HttpResponse:
    """A word to programs and to the people who read what programs say."""
    return HttpResponse(_("There is no such list of texts here."), "text/plain; charset=utf-8", status=404)
