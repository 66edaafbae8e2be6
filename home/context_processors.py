"""What stands around every public page: navigation, languages, foot."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from home import serving, surroundings
from hub import languages, text_only
from hub.kept import kept


def site(request: HttpRequest) -> dict[str, Any]:
    """Navigation, language switch and foot; nothing for the staff's own pages, which have their own shell."""
    if request.path.startswith("/admin/"):
        return {}
    code = get_language() or languages.DEFAULT.code
    shown = languages.BY_CODE.get(code, languages.DEFAULT)
    found = surroundings.of(request, shown)
    known = serving.known(request) if not request.META.get("QUERY_STRING") else None
    return {
        **found.identity,
        "home_url": f"/{shown.code}/",
        "home_is_public": found.home_is_public,
        "nav": found.menu(request.path),
        "languages": _languages(request, shown, found.texts) if known is None else _kept(request, shown, found, known),
        "languages_kept": known is not None,
        # Where answers are on their way, a view says which form takes them along to another language.
        "switch": None,
        "foot_links": found.foot,
        "text_only": text_only.address(request),
        "safer": found.safer,
    }


def _kept(
    request: HttpRequest, shown: languages.Language, found: surroundings.Surroundings, page: Any
) -> list[dict[str, Any]]:
    """The same list for all who read a page at its own address."""
    key = ("languages", page.pk, request.path_info)
    return kept(key, lambda: _languages(request, shown, found.texts), large=True)


def _languages(request: HttpRequest, shown: languages.Language, counted: dict[str, int]) -> list[dict[str, Any]]:
    """Languages that have content, the most first; each link keeps page, query and filters."""
    # Set by pages that know their editions: slugs may differ from language to language.
    here: dict[str, str] = getattr(request, "hub_addresses", {})
    rest = request.path_info.removeprefix(f"/{shown.code}/")
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") and request.method == "GET" else ""
    offered = sorted(
        (languages.BY_CODE[code] for code in counted if code in languages.BY_CODE),
        key=lambda language: (-counted[language.code], language.endonym),
    )
    if shown not in offered and rest != request.path_info:
        offered.append(shown)
    return [
        {
            "code": language.code,
            "tag": language.tag,
            "endonym": language.endonym,
            "dir": language.dir,
            "count": counted.get(language.code, 0),
            "current": language == shown,
            "url": (here.get(language.code) or f"/{language.code}/{'' if rest == request.path_info else rest}") + query,
        }
        for language in offered
    ]
