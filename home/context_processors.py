"""What stands around every public page: navigation, languages, foot."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from home import serving, surroundings
from hub import languages, text_only
from hub.drawn import gap
from hub.kept import kept


def site(request: HttpRequest) -> dict[str, Any]:
    """Navigation, language switch and foot; nothing for the staff's own pages, which have their own shell."""
    if request.path.startswith("/admin/"):
        return {}
    code = get_language() or languages.DEFAULT.code
    shown = languages.BY_CODE.get(code, languages.DEFAULT)
    found = surroundings.of(request, shown)
    return {
        **found.identity,
        "home_url": f"/{shown.code}/",
        "home_is_public": found.home_is_public,
        "nav": found.menu(request.path),
        **_languages(request, shown, found.texts),
        # Where answers are on their way, a view says which form takes them along to another language.
        "switch": None,
        "foot_links": found.foot,
        "text_only": text_only.address(request),
        "safer": found.safer,
    }


def _languages(request: HttpRequest, shown: languages.Language, counted: dict[str, int]) -> dict[str, Any]:
    """Languages that have content, the most first; each link keeps page, query and filters."""
    # Set by pages that know their editions: slugs may differ from language to language.
    here: dict[str, str] = getattr(request, "hub_addresses", {})
    inside = request.path_info.startswith(f"/{shown.code}/")
    rest = request.path_info.removeprefix(f"/{shown.code}/") if inside else ""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") and request.method == "GET" else ""
    page = serving.known(request) if not query else None
    if page is not None:
        # The same for all who read a page at its own address.
        key = ("languages", page.pk, request.path_info)
        links = kept(key, lambda: _links(shown, counted, here, rest, inside=inside), large=True)
        return {"languages": links, "languages_kept": True, "languages_around": None, "after_language": ""}
    around = kept(("languages", shown.code), lambda: _links(shown, counted, {}, gap("after"), inside=True))
    return {
        "languages": _links(shown, counted, here, rest, query, inside=inside),
        "languages_kept": False,
        "languages_around": around,
        "after_language": rest + query if inside and not here else "",
    }


def _links(
    shown: languages.Language,
    counted: dict[str, int],
    here: dict[str, str],
    rest: str,
    query: str = "",
    *,
    inside: bool,
) -> list[dict[str, Any]]:
    offered = sorted(
        (languages.BY_CODE[code] for code in counted if code in languages.BY_CODE),
        key=lambda language: (-counted[language.code], language.endonym),
    )
    if shown not in offered and inside:
        offered.append(shown)
    return [
        {
            "code": language.code,
            "tag": language.tag,
            "endonym": language.endonym,
            "dir": language.dir,
            "count": counted.get(language.code, 0),
            "current": language == shown,
            "url": (here.get(language.code) or f"/{language.code}/{rest}") + query,
        }
        for language in offered
    ]
