"""The addresses of the feed: lists in pages, and single things by their identifier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from api.hsds import asking, profile
from api.hsds.asking import Asked
from trainers.hsds import index, pieces
from trainers.hsds.feed import Feed
from trainers.hsds.ids import TAXONOMIES, VERSION
from trainers.hsds.index import Index, Item
from trainers.hsds.pieces import Site, Thing
from trainers.hsds.writing import online
from trainers.words import Words
from vocabulary import store
from vocabulary.places import fold

OF_LISTS: Final = ("page", "per_page", "format", "search", "full")
OF_ORGANIZATIONS: Final = (*OF_LISTS, "taxonomy_term_id", "taxonomy_id")
OF_LOCATED: Final = (*OF_ORGANIZATIONS, "organization_id", "modified_after")
OF_SERVICES: Final = (*OF_LOCATED, "minimal")
OF_TERMS: Final = (*OF_LISTS, "taxonomy_id", "parent_id")
JSON: Final = {"ensure_ascii": False}


class _Source:
    """One answer's site, index and feed, in the words of the site's own language."""

    def __init__(self, request: HttpRequest) -> None:
        language = settings.LANGUAGE_CODE
        url = request.build_absolute_uri("/").rstrip("/")
        words = Words(language, store.interface_labels(language))
        self.site = Site(settings.HUB_URL, url, settings.WAGTAIL_SITE_NAME, words)
        self.index: Index = index.of(settings.HUB_URL, timezone.localdate())
        self.feed = Feed(
            self.site, timezone.localdate(), lambda kind, name: url + reverse(f"trainers:{kind}", args=[name])
        )


@require_safe
def about(request: HttpRequest) -> JsonResponse:
    """What this feed is."""
    here = request.build_absolute_uri(reverse("hsds:about"))
    return _json(
        {
            "version": VERSION,
            "profile": f"{here}profile/",
            "openapi_url": f"{here}openapi.json",
            "description": "Public entries of a directory of trainers, organisations and protection desks.",
            "publisher": {"name": settings.WAGTAIL_SITE_NAME, "website": request.build_absolute_uri("/")},
        }
    )


@require_safe
def the_profile(request: HttpRequest) -> JsonResponse:
    """What this feed adds to HSDS."""
    return _json(profile.described(request.build_absolute_uri(reverse("hsds:profile"))))


@require_safe
def modification(request: HttpRequest, name: str) -> JsonResponse:
    """What is added to one schema, as a file of its name."""
    if name not in profile.PATCHES:
        raise Http404
    return _json(profile.PATCHES[name])


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The addresses of this feed, for machines."""
    lists = {"organizations": OF_ORGANIZATIONS, "services": OF_SERVICES, "service_at_locations": OF_LOCATED}
    more = {"taxonomies": OF_LISTS, "taxonomy_terms": OF_TERMS}
    return _json(profile.openapi(request.build_absolute_uri(reverse("hsds:about")), {**lists, **more}))


@require_safe
def organizations(request: HttpRequest) -> JsonResponse:
    """Organisations and desks."""

    def answer(source: _Source, asked: Asked) -> JsonResponse:
        return _listed(_narrowed(source, source.index.organizations, asked), asked, source.feed.organizations)

    return _asked(request, OF_ORGANIZATIONS, answer)


@require_safe
def services(request: HttpRequest) -> JsonResponse:
    """What organisations and desks offer, and trainers."""

    def answer(source: _Source, asked: Asked) -> JsonResponse:
        return _listed(_narrowed(source, source.index.services, asked), asked, source.feed.services)

    return _asked(request, OF_SERVICES, answer)


@require_safe
def service_at_locations(request: HttpRequest) -> JsonResponse:
    """Services that are held online."""

    def answer(source: _Source, asked: Asked) -> JsonResponse:
        found = _narrowed(source, tuple(source.index.online.values()), asked)
        return _listed(found, asked, lambda items: [online(source.site, each.id) for each in items])

    return _asked(request, OF_LOCATED, answer)


@require_safe
def taxonomies(request: HttpRequest) -> JsonResponse:
    """The lists of the vocabulary that terms come from."""

    def answer(source: _Source, asked: Asked) -> JsonResponse:
        return _listed(_named(_taxonomies(source), asked), asked, list)

    return _asked(request, OF_LISTS, answer)


@require_safe
def taxonomy_terms(request: HttpRequest) -> JsonResponse:
    """The terms of those lists."""

    def answer(source: _Source, asked: Asked) -> JsonResponse:
        of_list = [
            each
            for each in _terms(source)
            if asked.taxonomy_id in ("", each["taxonomy_id"]) and asked.parent_id in ("", each.get("parent_id"))
        ]
        return _listed(_named(of_list, asked), asked, list)

    return _asked(request, OF_TERMS, answer)


@require_safe
def one(request: HttpRequest, kind: str, identifier: str) -> JsonResponse:
    """One thing by its identifier, whole."""
    with translation.override(settings.LANGUAGE_CODE):
        found = _found(_Source(request), kind, str(identifier))
    if not found:
        raise Http404
    return _json(found[0])


def _found(source: _Source, kind: str, identifier: str) -> list[Thing]:
    if kind in {"taxonomies", "taxonomy_terms"}:
        rows = _taxonomies(source) if kind == "taxonomies" else _terms(source)
        return [each for each in rows if each["id"] == identifier]
    if kind == "service_at_locations":
        item = source.index.online.get(identifier)
        return [online(source.site, item.id)] if item else []
    items = source.index.organizations if kind == "organizations" else source.index.services
    wanted = [each for each in items if each.id == identifier]
    return source.feed.organizations(wanted) if kind == "organizations" else source.feed.services(wanted)


def _asked(
    request: HttpRequest, known: Sequence[str], answer: Callable[[_Source, Asked], JsonResponse]
) -> JsonResponse:
    asked = asking.read(dict(request.GET.lists()), known)
    if asked.problems:
        return _json({"detail": "Some parameters cannot be used.", "problems": asked.problems}, status=400)
    with translation.override(settings.LANGUAGE_CODE):
        return answer(_Source(request), asked)


def _narrowed(source: _Source, items: Sequence[Item], asked: Asked) -> list[Item]:
    words, after = fold(asked.search), asked.modified_after
    site = source.site
    found = [each for each in items if words in fold(each.name)] if words else list(items)
    if after:
        found = [each for each in found if each.reviewed and each.reviewed >= after]
    if asked.taxonomy_term_id:
        found = [each for each in found if any(site.id("term", *own) == asked.taxonomy_term_id for own in each.terms)]
    if asked.taxonomy_id:
        lists = {scheme for scheme in TAXONOMIES if site.id("taxonomy", scheme) == asked.taxonomy_id}
        found = [each for each in found if any(scheme in lists for scheme, _code in each.terms)]
    if asked.organization_id:
        found = [each for each in found if each.owner == asked.organization_id]
    return found


def _named(things: list[Thing], asked: Asked) -> list[Thing]:
    words = fold(asked.search)
    return [each for each in things if words in fold(each["name"])]


def _taxonomies(source: _Source) -> list[Thing]:
    return [pieces.taxonomy(source.site, scheme) for scheme in TAXONOMIES]


def _terms(source: _Source) -> list[Thing]:
    return [
        pieces.term(source.site, scheme, code, above)
        for scheme in TAXONOMIES
        for code, above in store.broader(scheme).items()
    ]


def _listed(items: Sequence[Any], asked: Asked, draw: Callable[[Sequence[Any]], list[Thing]]) -> JsonResponse:
    first = (asked.page - 1) * asked.per_page
    drawn = draw(items[first : first + asked.per_page])
    pages = max(1, -(-len(items) // asked.per_page))
    shape = _minimal if asked.minimal else (lambda thing: thing) if asked.full else _flat
    return _json(
        {
            "total_items": len(items),
            "total_pages": pages,
            "page_number": asked.page,
            "size": len(drawn),
            "first_page": asked.page == 1,
            "last_page": asked.page >= pages,
            "empty": not drawn,
            "contents": [shape(each) for each in drawn],
        }
    )


def _flat(thing: Thing) -> Thing:
    """Without lists, as HSDS wants things in lists; what is one of one stays, itself flat."""
    kept = {key: value for key, value in thing.items() if not isinstance(value, list)}
    return {key: _flat(value) if key == "organization" else value for key, value in kept.items()}


def _minimal(thing: Thing) -> Thing:
    return {"id": thing["id"], "modified_date": thing.get("assured_date", "")}


def _json(content: Any, status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params=JSON)
