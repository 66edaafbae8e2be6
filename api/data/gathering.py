"""What the site publishes, from the library and the addresses of its other lists."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from api.data.dcat import Dataset, Form
from api.opds import json as opds2
from hub import atom, languages
from hub.languages import Language
from hub.querysets import publicly_readable
from resources import counts
from resources.licences import find as find_licence
from resources.models import OfflinePack
from trainers.hsds.ids import VERSION as HSDS_VERSION

Absolute = Callable[[str], str]
JSON: Final = "application/json"
JSONLD: Final = "application/ld+json"
FOLLOWS: Final = {
    "opds": "https://specs.opds.io/opds-1.2",
    "opds2": "https://specs.opds.io/opds-2.0.html",
    "atom": "https://www.rfc-editor.org/rfc/rfc4287",
    "skos": "http://www.w3.org/2004/02/skos/core",
    "hsds": "https://docs.openreferral.org/en/latest/hsds/",
}


@dataclass
class _Texts:
    """Of one language: the licences of its texts, and when one of them changed last."""

    licences: set[str] = field(default_factory=set)
    changed: dt.date | None = None


def datasets(absolute: Absolute) -> list[Dataset]:
    """The library of each language, the vocabulary, the directory, what was needed and not found: three queries."""
    return [*_libraries(absolute), _vocabulary(absolute), _directory(absolute), _needs(absolute)]


def _libraries(absolute: Absolute) -> list[Dataset]:
    themes, packs = _themes(), dict(OfflinePack.objects.filter(topic="").values_list("language", "size"))
    return [
        _library(languages.BY_CODE[code], texts, themes.get(code, ()), packs.get(code, 0), absolute)
        for code, texts in sorted(_texts().items())
        if code in languages.BY_CODE
    ]


def _texts() -> dict[str, _Texts]:
    rows = [
        publicly_readable(counts.model(kind).objects.all())
        .order_by()
        .values_list("locale__language_code", "licence")
        .annotate(latest=Max("last_published_at"))
        for kind in counts.KINDS
    ]
    found: dict[str, _Texts] = defaultdict(_Texts)
    for code, licence, latest in rows[0].union(*rows[1:], all=True):
        texts, day = found[code], latest.date() if latest else None
        texts.licences.add(licence)
        texts.changed = max(filter(None, (texts.changed, day)), default=None)
    return found


def _themes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for topic, many in sorted(counts.by_topic().items()):
        for code, number in many.items():
            if number:
                found[code].append(f"{settings.HUB_URL}{reverse('vocabulary')}#topic/{topic}")
    return {code: tuple(each) for code, each in found.items()}


def _library(spoken: Language, texts: _Texts, themes: tuple[str, ...], size: int, absolute: Absolute) -> Dataset:
    known = {find_licence(each) for each in texts.licences}
    with override(spoken.code):
        feed, pack = reverse("feeds:feed", args=["all"]), reverse("resources:pack")
    forms = (
        Form("OPDS 1.2", absolute(reverse("opds:language", args=[spoken.code])), atom.MEDIA_TYPE, 0, True, "opds"),
        Form("OPDS 2.0", absolute(reverse("opds2:language", args=[spoken.code])), opds2.TYPE, 0, True, "opds2"),
        Form("Atom", absolute(feed), atom.MEDIA_TYPE, follows="atom"),
        Form(_("Texts to take along"), absolute(pack), "application/zip", size),
    )
    return Dataset(
        name=f"library-{spoken.tag}",
        title=f"{_('Library')} – {spoken.endonym}",
        page=absolute(f"/{spoken.code}/resources/"),
        languages=(spoken,),
        forms=tuple(_following(each) for each in forms),
        licences=tuple(sorted(each.url for each in known if each and each.url)),
        rights=_("Each text names its own licence. Without one it may only be read."),
        changed=texts.changed,
        themes=themes,
    )


def _following(form: Form) -> Form:
    return Form(form.title, form.address, form.media_type, form.size, form.is_service, FOLLOWS.get(form.follows, ""))


def _own_rights() -> tuple[tuple[str, ...], str]:
    """What the settings say of data that are the site's own."""
    licence = find_licence(settings.HUB_DATA_LICENCE)
    if licence is None:
        return (), _("No licence is named: ask the people of this site before you pass it on.")
    return ((licence.url,) if licence.url else ()), licence.name


def _vocabulary(absolute: Absolute) -> Dataset:
    licences, rights = _own_rights()
    address = absolute(reverse("vocabulary"))
    spoken = tuple(each for each in languages.TABLE if each.catalogue)
    form = Form("SKOS (JSON-LD)", address, JSONLD, follows=FOLLOWS["skos"])
    return Dataset("vocabulary", _("Vocabulary"), address, spoken, (form,), licences, rights)


def _directory(absolute: Absolute) -> Dataset:
    licences, rights = _own_rights()
    with override(settings.LANGUAGE_CODE):
        files = {name: absolute(reverse(f"trainers:{name}")) for name in ("directory", "csv", "json", "feed")}
    forms = (
        Form("CSV", files["csv"], "text/csv"),
        Form("JSON", files["json"], JSON),
        Form("Atom", files["feed"], atom.MEDIA_TYPE, follows=FOLLOWS["atom"]),
        Form(f"HSDS {HSDS_VERSION}", absolute(reverse("hsds:about")), JSON, is_service=True, follows=FOLLOWS["hsds"]),
    )
    spoken = (languages.interface(settings.LANGUAGE_CODE),)
    return Dataset("directory", _("Trainers and facilitators"), files["directory"], spoken, forms, licences, rights)


def _needs(absolute: Absolute) -> Dataset:
    licences, rights = _own_rights()
    with override(settings.LANGUAGE_CODE):
        page, numbers = absolute(reverse("casework:needs")), absolute(reverse("casework:needs_json"))
    spoken = (languages.interface(settings.LANGUAGE_CODE),)
    return Dataset(
        "needs", _("What was needed and not found"), page, spoken, (Form("JSON", numbers, JSON),), licences, rights
    )
