"""What stands around every public page: navigation, languages, foot."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.models import HubSettings, StandardPage
from hub import languages
from hub.querysets import publicly_readable
from resources import counts

SAFER = "safer-reading"


def site(request: HttpRequest) -> dict[str, Any]:
    """Navigation, language switch and foot; nothing for the staff's own pages, which have their own shell."""
    if request.path.startswith("/admin/"):
        return {}
    code = get_language() or languages.DEFAULT.code
    shown = languages.BY_CODE.get(code, languages.DEFAULT)
    standing = list(_standing_pages(shown.code))
    return {
        "site_name": HubSettings.for_request(request).name,
        "home_url": f"/{shown.code}/",
        "nav": _navigation(request, shown.code),
        "languages": _languages(request, shown),
        # Where answers are on their way, a view says which form takes them along to another language.
        "switch": None,
        "promise": _(
            "Reading here sets no cookie and is not counted. Your own device and network may still keep a record."
        ),
        "foot_links": [_way_back(), *(_link(page) for page in standing if page.slug != SAFER)],
        "safer": next((_link(page) for page in standing if page.slug == SAFER), None),
    }


def _way_back() -> dict[str, Any]:
    """For whoever sent a request and comes back with the code: the same on every page, so that it tells nothing."""
    return {"url": reverse("casework:open"), "label": _("Open your case"), "lang": ""}


def _link(page: StandardPage) -> dict[str, Any]:
    return {"url": page.url, "label": page.title, "lang": page.locale.language_code}


def _standing_pages(code: str) -> Any:
    # Where a language has no standing texts of its own, those of its interface language stand in.
    wanted = {code, languages.interface(code).code}
    pages = publicly_readable(StandardPage.objects.filter(locale__language_code__in=wanted, show_in_footer=True))
    found = list(pages.select_related("locale").order_by("path"))
    own = [page for page in found if page.locale.language_code == code]
    return own or found


def _navigation(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    entries = [
        (reverse("casework:help_now"), _("I need help now")),
        (f"/{code}/resources/", _("Library")),
        (reverse("trainers:directory"), _("Trainers")),
        (reverse("trainers:who_fits"), _("Who fits us?")),
        (reverse("casework:ask"), _("Ask for training")),
        (f"/{code}/news/", _("News")),
    ]
    return [
        {"url": url, "label": label, "current": request.path.startswith(url), "help": url == entries[0][0]}
        for url, label in entries
    ]


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
