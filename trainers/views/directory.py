"""The list of trainers with its filters."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub import languages
from hub.pagination import Slice, page_number, paginate
from hub.templatetags.hub import component, number
from trainers import drawn
from trainers.facet_options import address, facets, picked, place_facet
from trainers.filled import filled, gap
from trainers.filters import WORDS, Sort, TrainerFilter
from trainers.listing.question import Asked, asked
from trainers.templatetags.choices import fold, together
from trainers.words import Words
from vocabulary import places
from vocabulary.models import Scheme

ROWS = 20
MAIN = "pages/trainers/directory_main.html"
HOUSES = "pages/trainers/directory_houses.html"


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Trainers who may be seen, twenty a page."""
    question = asked(request.GET, get_language() or languages.DEFAULT.code)
    deep = page_number(request.GET.get("page"))
    key = ("directory", question.shelf.version, question.reader, question.wanted.as_query(), deep)
    context = {
        "drawn": drawn.once(key, lambda: _main(question, deep)),
        "picked": bool(question.wanted),
        "feed_url": address("trainers:feed", question.wanted),
    }
    return render(request, "pages/trainers/directory.html", context)


def _main(question: Asked, deep: int) -> SafeString:
    """What the page says of one state of the filters: the same for everyone, as long as the directory is the same."""
    wanted, words = question.wanted, Words(question.reader, question.terms.interface_labels(question.reader))
    page = paginate(question.fitting, str(deep), ROWS, label=_("Pages of trainers"), query=QueryDict(wanted.as_query()))
    pieces = {
        "found": number(page.total),
        "rows": together(drawn.rows(page.items, question.shelf, words)),
        "houses": _houses(question),
        "pager": component("pager", pager=_labelled(page)) if page.pager.count > 1 else "",
        "picked": component("picked", picked=picked(wanted, words), clear_url=_clear_url(wanted)) if wanted else "",
        "fields": _fields(question, words),
        "clear_url": _clear_url(wanted),
        **_other_ways(wanted),
    }
    shuffled = wanted.sort is Sort.DAY or (wanted.sort is Sort.NEAR and not wanted.places)
    shape = (tuple(name for name, piece in pieces.items() if piece), len(question.shelf), shuffled)
    return filled(MAIN, _with_gaps, shape, pieces)


def _with_gaps(pieces: tuple[str, ...], all_total: int, shuffled: bool) -> dict[str, Any]:
    return {**{name: gap(name) for name in pieces}, "all_total": all_total, "shuffled": shuffled}


def _clear_url(wanted: TrainerFilter) -> str:
    return address("trainers:directory", TrainerFilter()) if wanted else ""


def _houses(question: Asked) -> SafeString | str:
    found = [{"name": each.name, "url": reverse("trainers:organisation", args=[each.id])} for each in question.houses]
    return render_to_string(HOUSES, {"houses": found}) if found else ""


def _fields(question: Asked, words: Words) -> SafeString:
    """All that can be asked: words, places, order, and each group of choices with its numbers."""
    wanted, counts, reader = question.wanted, question.counts, question.reader
    groups = facets(wanted, counts, question.terms.broader(Scheme.TOPIC), words)
    return together(
        [
            drawn.once(("words", reader, wanted.words), lambda: component("field", field=_words_field(wanted))),
            component("field", field=_place_field(frozenset(counts.places), words)),
            drawn.once(("order", reader, wanted.sort), lambda: component("field", field=_order_field(wanted))),
            component("places", facet=place_facet(wanted, counts, words)),
            *map(fold, groups),
        ]
    )


def _other_ways(wanted: TrainerFilter) -> dict[str, str]:
    """The same trainers as a picture and as lists, and where one asks to be among them."""
    ways = {f"{name}_url": address(f"trainers:{name}", wanted) for name in ("coverage", "csv", "json", "feed")}
    here = {"fits_url": address("trainers:who_fits", TrainerFilter())}
    try:
        return {**ways, **here, "join_url": address("trainers:join", TrainerFilter())}
    except NoReverseMatch:
        return {**ways, **here, "join_url": ""}


def _words_field(wanted: TrainerFilter) -> dict[str, Any]:
    label = _("Name, topic or place")
    return {"kind": "search", "id": "f-q", "name": WORDS, "label": label, "value": wanted.words}


def _order_field(wanted: TrainerFilter) -> dict[str, Any]:
    labels = {
        Sort.DAY: _("Shuffled each day"),
        Sort.NAME: _("By name"),
        Sort.FRESH: _("Profile checked last"),
        Sort.NEAR: _("Nearest first"),
    }
    options = [{"value": each.value, "label": label, "checked": wanted.sort is each} for each, label in labels.items()]
    return {"kind": "select", "id": "f-sort", "name": "sort", "label": _("Order"), "options": options}


def _place_field(offered: frozenset[str], words: Words) -> dict[str, Any]:
    """One more place by its name; those chosen are ticked in the tree below."""
    return {
        "kind": "text",
        "id": "f-region",
        "name": "region",
        "label": _("Country or region"),
        "value": "",
        "suggestions": [words.place(code) for code in places.in_order(offered, words.reader)],
    }


def _labelled(page: Slice[Any]) -> Any:
    pager, total = page.pager, page.total

    def label(numbered: int) -> str:
        first = (numbered - 1) * ROWS + 1
        parts = {"first": number(first), "last": number(min(first + ROWS - 1, total))}
        return _("Trainers %(first)s to %(last)s") % parts

    return {
        **vars(pager),
        "previous_label": label(pager.number - 1) if pager.previous_url else "",
        "next_label": label(pager.number + 1) if pager.next_url else "",
    }
