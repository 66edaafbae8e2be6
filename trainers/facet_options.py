"""The filters of the directory as its page draws them: choices with numbers, and chosen ones to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from hub.templatetags.hub import number
from trainers.available import Available
from trainers.facets import Counts
from trainers.filters import FIELDS, WORDS, TrainerFilter
from trainers.words import Words
from vocabulary import places
from vocabulary.tree import Broader

OPEN = 6


def facets(wanted: TrainerFilter, counts: Counts, broader: Broader, words: Words) -> list[dict[str, Any]]:
    """One group of choices per field; the most useful stand open, the rest is folded."""
    most_first = _most_first(counts.languages, words)
    top = [code for code, parent in broader.items() if parent is None]
    below = sorted((code for code, parent in broader.items() if parent), key=lambda code: words.term("topic", code))
    groups = sorted(counts.at_risk_groups, key=lambda code: (-counts.at_risk_groups[code], code))
    formats = [code for scheme, code in words.labels if scheme == "format"]

    def term(scheme: str) -> Callable[[str], str]:
        return lambda code: words.term(scheme, code)

    when = available_words()
    language = _facet(_("Language of training"), "language", wanted, counts.languages, most_first, OPEN, words.language)
    topic = _facet(_("Topic"), "topic", wanted, counts.topics, [*top, *below], len(top), term("topic"))
    time = _facet(_("Availability"), "available", wanted, counts.available, when, len(when), lambda code: when[code])
    form = pgettext("form of work", "How")
    works_with = _("Works with")
    return [
        {**language, "open": True},
        {**topic, "open": True},
        _facet(form, "format", wanted, counts.formats, formats, OPEN, term("format")),
        _facet(works_with, "at_risk_group", wanted, counts.at_risk_groups, groups, OPEN, term("at-risk-group")),
        {**time, "note": _silent(counts.silent)},
    ]


def _most_first(counts: Counter[str], words: Words) -> list[str]:
    """Languages that most train in, then all others by name: nobody finds one of a hundred by its number."""
    by_number = sorted(counts, key=lambda code: (-counts[code], words.language(code)))
    return [*by_number[:OPEN], *sorted(by_number[OPEN:], key=lambda code: places.fold(words.language(code)))]


def available_words() -> dict[str, str]:
    """What each kind of availability is called, in the order of the filter."""
    return {
        Available.SOON.value: _("Free within 4 weeks"),
        Available.NEXT.value: _("Free next quarter"),
        Available.ONLINE.value: _("Online only"),
        Available.URGENT.value: _("Takes urgent requests"),
        Available.ACCOMPANIMENT.value: _("Offers accompaniment"),
    }


def _silent(many: int) -> str:
    if not many:
        return ""
    shown = number(many)
    return ngettext(
        "%(shown)s trainer does not say this here. The desk may know.",
        "%(shown)s trainers do not say this here. The desk may know.",
        many,
    ) % {"shown": shown}


def place_facet(wanted: TrainerFilter, counts: Counts, words: Words) -> dict[str, Any]:
    """The smallest regions of UN M49 with their countries below; wider ones only where they are chosen."""
    chosen = frozenset(wanted.places)
    in_regions: dict[str, list[dict[str, Any]]] = {}
    for code in places.in_order({*counts.places, *chosen}, words.reader):
        if not places.is_region(code):
            region = places.region_of(code) or places.WORLD
            in_regions.setdefault(region, []).append(_place(code, "country", counts, chosen, words))
    wider = (code for code in chosen if places.is_region(code))
    shown = places.in_order({*in_regions, *wider} - {places.WORLD}, words.reader)
    regions = [
        {
            "label": words.place(code),
            "itself": [_place(code, "region", counts, chosen, words)],
            "below": in_regions.get(code, []),
            "open": any(country["checked"] for country in in_regions.get(code, [])),
        }
        for code in ([places.WORLD] if in_regions.get(places.WORLD) else []) + shown
    ]
    return {"label": _("Region and country"), "regions": regions, "open": bool(chosen)}


def _place(code: str, name: str, counts: Counts, chosen: frozenset[str], words: Words) -> dict[str, Any]:
    return {
        "name": name,
        "value": code,
        "label": words.place(code),
        "count": counts.places[code],
        "checked": code in chosen,
    }


def _facet(
    label: str,
    name: str,
    wanted: TrainerFilter,
    counts: Counter[str],
    order: Iterable[str],
    shown: int,
    say: Callable[[str], str],
) -> dict[str, Any]:
    chosen = getattr(wanted, FIELDS[name])
    codes = list(dict.fromkeys([*order, *chosen]))
    options = [
        {"value": code, "label": say(code), "count": counts[code], "checked": code in chosen}
        for code in codes
        if counts[code] or code in chosen
    ]
    first = set(codes[:shown])
    return {
        "name": name,
        "label": label,
        "open": bool(chosen),
        "note": "",
        "options": [option for option in options if option["value"] in first],
        "more": [option for option in options if option["value"] not in first],
    }


def picked(wanted: TrainerFilter, words: Words, page: str = "trainers:directory") -> list[dict[str, str]]:
    """Each chosen value as a link that takes it away."""
    when = available_words()
    names: dict[str, tuple[str, Callable[[str], str]]] = {
        WORDS: (_("Name, topic or place"), lambda written: f"“{written}”"),
        "region": (_("Country or region"), words.place),
        "country": (_("Country or region"), words.place),
        "topic": (_("Topic"), lambda code: words.term("topic", code)),
        "language": (_("Language of training"), words.language),
        "format": (pgettext("form of work", "How"), lambda code: words.term("format", code)),
        "at_risk_group": (_("Works with"), lambda code: words.term("at-risk-group", code)),
        "available": (_("Availability"), lambda code: when[code]),
    }
    return [
        {
            "group": names[name][0],
            "label": names[name][1](value),
            "url": address(page, wanted.without_value(name, value)),
        }
        for name, value in wanted.values()
    ]


def address(page: str, wanted: TrainerFilter) -> str:
    """A page of the directory for a state of its filters."""
    query, here = wanted.as_query(), _here(page, get_language() or "")
    return f"{here}?{query}" if query else here


@lru_cache(maxsize=64)
def _here(page: str, _language: str) -> str:
    return reverse(page)
