"""The address without a language, the page that is not there, and resources by their name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from wagtail.models import Page

from hub import languages
from hub.interface import preferred
from hub.querysets import publicly_readable
from publishing.missing import counting
from resources import counts
from resources.models import ResourceIdentity
from resources.withdrawn import asking
from resources.withdrawn.views import gone


def root(request: HttpRequest) -> HttpResponse:
    """Lead to the first of the browser's languages that the site publishes, else to the site's own."""
    return _by_browser(request, {code: f"/{code}/" for code in counts.by_language()}, "/en/")


def resource(request: HttpRequest, resource_id: str) -> HttpResponse:
    """Lead to a resource in the reader's language, for as long as it exists."""
    identity = ResourceIdentity.objects.filter(resource_id=resource_id).first()
    if identity is None:
        raise Http404
    pages = publicly_readable(Page.objects.filter(translation_key=identity.translation_key)).select_related("locale")
    addresses = {page.locale.language_code: page.url or "" for page in pages}
    if not addresses:
        raise Http404
    return _by_browser(request, addresses, addresses.get(settings.LANGUAGE_CODE) or next(iter(addresses.values())))


def _by_browser(request: HttpRequest, addresses: dict[str, str], otherwise: str) -> HttpResponse:
    code = preferred(request.headers.get("Accept-Language", ""), list(addresses))
    response = HttpResponseRedirect(addresses[code] if code else otherwise)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that nothing is here, that a text was withdrawn, or that it exists in other languages only."""
    path = request.path_info
    withdrawn = asking.at(path, request.headers.get("Accept-Language", ""))
    if withdrawn is not None and withdrawn.language == get_language():
        return gone(request, withdrawn)
    elsewhere = same_path_elsewhere(path)
    if withdrawn is not None and not elsewhere and not asking.leads_on(path):
        return gone(request, withdrawn)
    if not elsewhere:
        counting.note(path)
    template = "pages/resources/untranslated.html" if elsewhere else "404.html"
    return render(request, template, {"editions": elsewhere}, status=404)


def same_path_elsewhere(path: str) -> list[dict[str, Any]]:
    """Public pages at the same path below the homes of other languages."""
    code = get_language() or settings.LANGUAGE_CODE
    rest = path.removeprefix(f"/{code}/").strip("/")
    if rest == path.strip("/") or not rest or len(rest) > 1000 or "\x00" in rest:
        return []
    homes = Page.objects.filter(depth=2).values_list("url_path", flat=True)
    same = publicly_readable(Page.objects.filter(url_path__in=[f"{home}{rest}/" for home in homes]))
    reading = languages.chain(code)
    found = [
        (languages.BY_CODE[page.locale.language_code], page)
        for page in same.select_related("locale")
        if page.locale.language_code in languages.BY_CODE
    ]
    found.sort(key=lambda pair: (pair[0] not in reading, pair[0].endonym))
    return [
        {"url": page.url, "tag": language.tag, "endonym": language.endonym, "title": page.title}
        for language, page in found
    ]


def without_slash(request: HttpRequest, language: str) -> HttpResponse:
    """`/ar` is `/ar/`."""
    return redirect(f"/{language}/", permanent=True)
