"""The feeds of a language, and the page that lists them."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from api.feeds.writing import entry
from api.naming import site_name
from hub import atom, languages
from hub.unchanged import answered
from resources import counts, listed, rooms
from resources.kinds import KINDS_LABELS
from vocabulary.kept import kept

ALL: Final = "all"
ENTRIES: Final = 40


def _language() -> languages.Language:
    return languages.BY_CODE.get(get_language() or "", languages.DEFAULT)


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Which feeds and catalogues there are in the reader's language."""
    language = _language()
    many = counts.by_kind(language.code)
    rows = [(kind, str(label), many[kind]) for kind, label in KINDS_LABELS.items() if many.get(kind)]
    total = sum(many.values())
    context = {
        "feeds": [_row(request, *row) for row in ([(ALL, _("All texts"), total), *rows] if total else [])],
        "trainers_url": request.build_absolute_uri(reverse("trainers:feed")),
        "opds_url": request.build_absolute_uri(reverse("opds:language", args=[language.code])) if total else "",
        "opds2_url": request.build_absolute_uri(reverse("opds2:language", args=[language.code])) if total else "",
        "data_url": request.build_absolute_uri(reverse("library-data")),
    }
    return render(request, "pages/api/feeds.html", context)


def _row(request: HttpRequest, name: str, label: str, many: int) -> dict[str, Any]:
    return {"url": request.build_absolute_uri(reverse("feeds:feed", args=[name])), "label": label, "texts": many}


@require_safe
def feed(request: HttpRequest, name: str) -> HttpResponseBase:
    """The texts of a kind that were changed last, or those of all kinds."""
    if name != ALL and name not in counts.KINDS:
        raise Http404
    language = _language()
    shown = languages.interface(language.code)
    places = listed.newest(language.code, tuple(counts.KINDS) if name == ALL else (name,))
    texts = listed.whole(language.code, places[:ENTRIES])
    here, names = reverse("feeds:feed", args=[name]), kept().interface_labels(language.code)
    site, absolute = site_name(request, language), request.build_absolute_uri
    label = str(_("All texts") if name == ALL else KINDS_LABELS[name])
    made = atom.Feed(
        id=f"{settings.HUB_URL}{here}",
        title=f"{site} – {label}" if shown == language else f"{site} – {label} ({language.endonym})",
        updated=max((each.updated for each in texts), default=atom.NEVER),
        author=site,
        language=language.tag,
        words=shown.tag,
        links=(
            atom.Link(absolute(here), "self", atom.MEDIA_TYPE),
            atom.Link(absolute(_page(language.code, name)), "alternate", "text/html"),
        ),
        entries=tuple(entry(each, absolute, names) for each in texts),
    )
    return answered(request, atom.written(made), f"{atom.MEDIA_TYPE}; charset=utf-8")


def _page(code: str, name: str) -> str:
    """The page that lists the same for people."""
    return rooms.address(code, name) if name in {ALL, "news"} else f"{reverse('search')}?kind={name}"
