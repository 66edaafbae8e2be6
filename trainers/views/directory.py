"""The list of trainers with its filters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub import languages
from hub.pagination import Slice, paginate
from hub.templatetags.hub import number
from trainers import drawn, shelving
from trainers.facet_options import facets, picked
from trainers.filters import Known, Sort, TrainerFilter, parse
from trainers.shelf import Found, Shelf
from trainers.words import Words
from vocabulary import places
from vocabulary.kept import Kept, kept
from vocabulary.models import Scheme

ROWS = 20


@dataclass(frozen=True)
class Asked:
    """One request to the directory: what was asked, and what is needed to answer it."""

    wanted: TrainerFilter
    dropped: dict[str, str]
    terms: Kept
    today: dt.date

    @cached_property
    def shelf(self) -> Shelf:
        """The directory as it is today."""
        return shelving.shelf(self.today)

    @cached_property
    def fitting(self) -> Found:
        """Everyone listed who fits, in the order wanted."""
        return self.shelf.in_order(self.shelf.matching(self.wanted), self.wanted)


def asked(query: QueryDict, reader: str) -> Asked:
    """Read a query string, for people and for the API alike."""
    terms = kept()
    topics = frozenset(terms.broader(Scheme.TOPIC))
    known = Known(topics, terms.codes(Scheme.FORMAT), terms.codes(Scheme.AT_RISK_GROUP), reader)
    wanted, dropped = parse(dict(query.lists()), known)
    return Asked(wanted, dropped, terms, timezone.localdate())


def _page(question: Asked, query: QueryDict, words: Words) -> Slice[str]:
    """One page of drawn rows."""
    asked_again = QueryDict(question.wanted.as_query())
    page = paginate(question.fitting, query.get("page"), ROWS, label=_("Pages of trainers"), query=asked_again)
    return Slice(drawn.rows(page.items, question.shelf, words), page.total, page.pager)


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Trainers who may be seen, twenty a page."""
    reader = get_language() or languages.DEFAULT.code
    question = asked(request.GET, reader)
    words = Words(reader, question.terms.interface_labels(reader))
    counts = question.shelf.counts(question.wanted)
    page = _page(question, request.GET, words)
    context = {
        "total": page.total,
        "all_total": len(question.shelf),
        "rows": page.items,
        "pager": _labelled(page),
        "picked": picked(question.wanted, words),
        "clear_url": reverse("trainers:directory") if question.wanted else "",
        "fields": [_place_field(question.wanted, counts.places, words), _order_field(question.wanted)],
        "facets": facets(question.wanted, counts, question.terms.broader(Scheme.TOPIC), words),
        "hidden": [{"name": "country", "value": place} for place in question.wanted.places[1:]],
        "fits_url": reverse("trainers:who_fits"),
        "shuffled": question.wanted.sort is Sort.DAY
        or (question.wanted.sort is Sort.NEAR and not question.wanted.places),
    }
    return render(request, "pages/trainers/directory.html", context)


def _order_field(wanted: TrainerFilter) -> dict[str, Any]:
    labels = {
        Sort.DAY: _("Shuffled each day"),
        Sort.NAME: _("By name"),
        Sort.FRESH: _("Profile checked last"),
        Sort.NEAR: _("Nearest first"),
    }
    options = [{"value": each.value, "label": label, "checked": wanted.sort is each} for each, label in labels.items()]
    return {"kind": "select", "id": "f-sort", "name": "sort", "label": _("Order"), "options": options}


def _place_field(wanted: TrainerFilter, offered: frozenset[str], words: Words) -> dict[str, Any]:
    return {
        "kind": "text",
        "id": "f-region",
        "name": "region",
        "label": _("Country or region"),
        "value": words.place(wanted.places[0]) if wanted.places else "",
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
