"""What stands around every page of a language, as plain values: kept until a page, a restriction or a setting changes.

The tables it is made of have one version (see `hub.versions`), read anew in each request; a page that expires by the
clock ends it too.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PageViewRestriction, Site

from home import around, chosen
from home.identity import HubSettings
from hub import languages, versions
from hub.kept import AROUND, first_end
from resources import counts

VERSION = AROUND
# Each language under each name that the site is reached by.
MOST_KEPT = 100


@dataclass(frozen=True)
class Surroundings:
    """Menu, foot, name and languages; shared by all requests: change nothing in it."""

    identity: dict[str, Any]
    entries: list[dict[str, Any]]
    foot: list[dict[str, Any]]
    safer: dict[str, Any] | None
    home_is_public: bool
    texts: dict[str, int]
    """How many public texts each language has."""
    _menus: dict[tuple[bool, ...], list[dict[str, Any]]] = field(default_factory=dict)

    def menu(self, path: str) -> list[dict[str, Any]]:
        """The entries as a page at this path shows them: the same list wherever the same are current."""
        current = tuple(path.startswith(entry["url"]) for entry in self.entries)
        if current not in self._menus:
            shown = zip(self.entries, current, strict=True)
            self._menus[current] = [{**entry, "current": is_current} for entry, is_current in shown]
        return self._menus[current]


@dataclass(frozen=True)
class _Kept:
    made: Surroundings
    until: dt.datetime | None


_kept: OrderedDict[tuple[str, ...], _Kept] = OrderedDict()


def watch(*own: type[Any]) -> None:
    """Give one version to all that this is made of. Called from `AppConfig.ready`."""
    for model in (Page, PageViewRestriction, Locale, Site, HubSettings, *own):
        versions.watch_model(VERSION, model)


def of(request: HttpRequest, shown: languages.Language) -> Surroundings:
    """What stands around a page: one query where nothing has changed."""
    now, interface = timezone.now(), languages.interface(shown.code)
    key = (*versions.of(VERSION), shown.code, interface.code, _host(request))
    kept = _kept.get(key)
    if kept is None or (kept.until and kept.until <= now):
        kept = _kept[key] = _Kept(_made(request, shown, interface), first_end(now))
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return kept.made


def name(request: HttpRequest, shown: languages.Language) -> str:
    """What the site is called in a language."""
    return str(of(request, shown).identity["site_name"])


def _host(request: HttpRequest) -> str:
    """The name that the site was asked under; the page that refuses a name has surroundings too."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""


def _made(request: HttpRequest, shown: languages.Language, interface: languages.Language) -> Surroundings:
    home, standing = around.own_pages(shown.code, interface.code)
    wanted = [*chosen.ids(home.menu), *chosen.ids(home.foot)] if home else []
    pages = chosen.pages(wanted, home.locale_id) if home else {}
    return Surroundings(
        identity=_identity(HubSettings.for_request(request), home),
        entries=around.menu(shown.code, home, pages),
        foot=[_way_back(), *around.foot(home, standing, pages)],
        safer=next((around.link(page) for page in standing if page.slug == around.SAFER), None),
        home_is_public=home is not None,
        texts=counts.by_language(),
    )


def _way_back() -> dict[str, Any]:
    """For whoever sent a request and comes back with the code: the same on every page, so that it tells nothing."""
    return {"url": reverse("casework:open"), "label": _("Open your case"), "lang": ""}


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
