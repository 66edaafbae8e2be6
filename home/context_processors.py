"""What stands around every public page: navigation, languages, foot."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home import around, chosen
from home.identity import HubSettings
from hub import languages
from resources import counts


def site(request: HttpRequest) -> dict[str, Any]:
    """Navigation, language switch and foot; nothing for the staff's own pages, which have their own shell."""
    if request.path.startswith("/admin/"):
        return {}
    code = get_language() or languages.DEFAULT.code
    shown = languages.BY_CODE.get(code, languages.DEFAULT)
    home, standing = around.own_pages(shown.code, languages.interface(shown.code).code)
    wanted = [*chosen.ids(home.menu), *chosen.ids(home.foot)] if home else []
    pages = chosen.pages(wanted, home.locale_id) if home else {}
    return {
        **_identity(HubSettings.for_request(request), home),
        "home_url": f"/{shown.code}/",
        "home_is_public": home is not None,
        "nav": around.menu(shown.code, home, request.path, pages),
        "languages": _languages(request, shown),
        # Where answers are on their way, a view says which form takes them along to another language.
        "switch": None,
        "foot_links": [_way_back(), *around.foot(home, standing, pages)],
        "safer": next((around.link(page) for page in standing if page.slug == around.SAFER), None),
    }


def _identity(site: HubSettings, home: Any) -> dict[str, Any]:
    own = home.contact if home else ""
    return {
        "site_name": (home.site_name if home else "") or site.name,
        "site_logo": site.logo_shown,
        "site_colours": site.colours_address,
        "site_mark": site.mark_address,
        "promise": (home.promise if home else "")
        or _("Reading here sets no cookie and is not counted. Your own device and network may still keep a record."),
        "contact": {"text": own, "lang": home.locale.language_code if own else "", "email": site.email}
        if own or site.email
        else None,
    }


def _way_back() -> dict[str, Any]:
    """For whoever sent a request and comes back with the code: the same on every page, so that it tells nothing."""
    return {"url": reverse("casework:open"), "label": _("Open your case"), "lang": ""}


def _languages(request: HttpRequest, shown: languages.Language) -> list[dict[str, Any]]:
    """Languages that have content, the most first; each link keeps page, query and filters."""
    counted = counts.by_language()
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
