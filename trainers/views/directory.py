"""The list of trainers with its filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
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
from trainers import public
from trainers.cards import card
from trainers.facet_options import facets, picked
from trainers.facets import count
from trainers.filters import Known, TrainerFilter, parse
from trainers.models import Trainer
from trainers.shuffle import shuffled
from trainers.words import Words
from vocabulary import places, store
from vocabulary.models import Scheme
from vocabulary.tree import Broader

ROWS = 20


@dataclass(frozen=True)
class Asked:
    """One request to the directory: what was asked, and what is needed to answer it."""

    wanted: TrainerFilter
    dropped: dict[str, str]
    broader: Broader
    today: dt.date


def asked(query: QueryDict, reader: str) -> Asked:
    """Read a query string, for people and for the API alike."""
    broader = store.broader(Scheme.TOPIC)
    known = Known(
        frozenset(broader),
        frozenset(store.codes(Scheme.FORMAT)),
        frozenset(store.codes(Scheme.AT_RISK_GROUP)),
        reader,
    )
    wanted, dropped = parse(dict(query.lists()), known)
    return Asked(wanted, dropped, broader, timezone.localdate())


def fitting(question: Asked) -> list[str]:
    """Everyone listed who fits, in the order of the day."""
    listed = Trainer.objects.listed(question.today)
    found = listed.matching(question.wanted, question.broader).order_by().values_list("public_id", flat=True)
    return shuffled(found, question.today)


def _page(question: Asked, query: QueryDict) -> Slice[public.PublicTrainer]:
    kept = QueryDict(question.wanted.as_query())
    page = paginate(fitting(question), query.get("page"), ROWS, label=_("Pages of trainers"), query=kept)
    return Slice(read(page.items, question.today), page.total, page.pager)


def read(ids: Sequence[str], today: dt.date) -> list[public.PublicTrainer]:
    """The public side of some listed trainers, in the order asked for."""
    rows = {row.public_id: row for row in Trainer.objects.listed(today).for_cards().filter(public_id__in=ids)}
    return [public.trainer(rows[each]) for each in ids if each in rows]


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Trainers who may be seen, twenty a page."""
    reader = get_language() or languages.DEFAULT.code
    question = asked(request.GET, reader)
    words = Words(reader, store.interface_labels(reader))
    listed = Trainer.objects.listed(question.today)
    counts = count(listed, question.wanted, question.broader)
    page = _page(question, request.GET)
    context = {
        "total": page.total,
        "all_total": listed.count(),
        "trainers": [card(trainer, words) for trainer in page.items],
        "pager": _labelled(page),
        "picked": picked(question.wanted, words),
        "clear_url": reverse("trainers:directory") if question.wanted else "",
        "fields": [_place_field(question.wanted, counts.places, words)],
        "facets": facets(question.wanted, counts, question.broader, words),
        "hidden": [{"name": "country", "value": place} for place in question.wanted.places[1:]],
        "fits_url": reverse("trainers:who_fits"),
    }
    return render(request, "pages/trainers/directory.html", context)


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
