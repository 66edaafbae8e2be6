"""The map of the site for search engines: one part for each language, and more where it has very many pages.

People are in no map: who is listed in the directory is found there, not handed out as a list of addresses.
"""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hub import languages, sitemap
from hub.sitemap import Spot
from hub.unchanged import answered
from resources import mapped
from resources.mapped import Mapped, Whole

# A map may have 50,000 addresses and 50 MB; with a line for each language ours is far below both.
A_PART: Final = 5000
# Screens that are no pages of the tree, in every language that has any.
SCREENS: Final = ("trainers:directory", "trainers:coverage", "trainers:who_fits", "resources:offline", "feeds:feeds")


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The parts of the map."""
    parts = [
        Spot(request.build_absolute_uri(reverse("sitemap-part", args=[code, number + 1])), latest)
        for code, (many, latest) in sorted(mapped.changed().items())
        for number in range(-(-many // A_PART))
    ]
    return answered(request, sitemap.index(parts), sitemap.MEDIA_TYPE)


@require_safe
def part(request: HttpRequest, language: str, number: int) -> HttpResponseBase:
    """The pages of one language, each with the same in others."""
    found = mapped.whole()
    pages = found.by_language.get(language, [])[(number - 1) * A_PART : number * A_PART] if number else []
    if not pages:
        raise Http404
    spots = [_page(request, each, found) for each in pages]
    if number == 1:
        spots += [_screen(request, name, language, sorted(found.by_language)) for name in SCREENS]
    return answered(request, sitemap.urls(spots), sitemap.MEDIA_TYPE)


def _page(request: HttpRequest, page: Mapped, found: Whole) -> Spot:
    """`/r/ID/` and `/` lead each reader to their own language."""
    absolute = request.build_absolute_uri
    others = [(each.language.tag, absolute(each.url)) for each in found.editions[page.key]]
    if len(others) == 1:
        others = []
    elif page.is_home:
        others.append(("x-default", absolute("/")))
    elif name := found.names.get(page.key):
        others.append(("x-default", absolute(reverse("resource", args=[name]))))
    return Spot(absolute(page.url), page.changed, tuple(others))


def _screen(request: HttpRequest, name: str, language: str, spoken: list[str]) -> Spot:
    addresses = {code: request.build_absolute_uri(_in(code, name)) for code in spoken}
    return Spot(addresses[language], None, tuple((languages.BY_CODE[code].tag, url) for code, url in addresses.items()))


def _in(code: str, name: str) -> str:
    with override(code):
        return reverse(name)
