"""Where listed trainers work and on what: a picture, and a table that says the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub import languages
from hub.templatetags.hub import number
from trainers import drawn
from trainers.coverage import tiles
from trainers.coverage.table import LEAST, Cell, Coverage, Row, without_order
from trainers.coverage.table import coverage as counted
from trainers.facet_options import address, facets, picked
from trainers.filters import WORDS, TrainerFilter
from trainers.listing.question import Asked, asked
from trainers.words import Words
from vocabulary import places
from vocabulary.models import Scheme

MAIN = "pages/trainers/coverage_main.html"


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """The listed trainers that fit, by region and topic."""
    question = asked(request.GET, get_language() or languages.DEFAULT.code)
    question = replace(question, wanted=without_order(question.wanted))
    key = ("coverage", question.shelf.version, question.reader, question.wanted.as_query())
    context = {
        "drawn": drawn.once(key, lambda: render_to_string(MAIN, _main(question))),
        "picked": bool(question.wanted),
    }
    return render(request, "pages/trainers/coverage.html", context)


def _main(question: Asked) -> dict[str, Any]:
    wanted, words = question.wanted, Words(question.reader, question.terms.interface_labels(question.reader))
    broader = question.terms.broader(Scheme.TOPIC)
    had = counted(question.shelf, question.found, wanted, broader)
    choices = facets(wanted, question.counts, broader, words)
    return {
        "total": len(question.fitting),
        "all_total": len(question.shelf),
        "picked": picked(wanted, words, "trainers:coverage"),
        "clear_url": reverse("trainers:coverage") if wanted else "",
        "tiles": [_tile(row, wanted, words) for row in had.rows],
        "view": {"width": tiles.VIEW[0], "height": tiles.VIEW[1], "tile_width": tiles.WIDE, "tile_height": tiles.HIGH},
        "columns": _columns(had, wanted, words),
        "groups": _groups(had, wanted, words),
        "placeless": _said(had.placeless),
        "few": _said(Cell(None, 1)),
        "facets": [facet for facet in choices if facet["options"]],
        "hidden": [{"name": WORDS, "value": wanted.words}] if wanted.words else [],
        "kept_places": [{"name": name, "value": value} for name, value in wanted.values() if name in PLACE_NAMES],
        "directory_url": address("trainers:directory", wanted),
    }


PLACE_NAMES = ("region", "country")


def _said(cell: Cell) -> str:
    """A number, or the range in which a small one lies."""
    return number(cell.number) if cell.number is not None else f"{number(1)}–{number(LEAST - 1)}"


def _of_region(wanted: TrainerFilter, region: str) -> TrainerFilter:
    """The places asked for that lie in a region, else the region: the list behind a number has as many names."""
    if any(places.within(region, place) for place in wanted.places):
        return replace(wanted, places=(region,))
    inner = tuple(place for place in wanted.places if places.within(place, region))
    return replace(wanted, places=inner or (region,))


def _tile(row: Row, wanted: TrainerFilter, words: Words) -> dict[str, Any]:
    name = words.place(row.region)
    parts = {"region": name, "number": _said(row.all)}
    return {
        **{field: getattr(tiles.tile(row.region, name), field) for field in tiles.Tile.__slots__},
        "label": _("%(region)s: %(number)s") % parts,
        "number": _said(row.all),
        "step": row.all.step,
        "url": address("trainers:directory", _of_region(wanted, row.region)) if row.all.step else "",
    }


def _columns(had: Coverage, wanted: TrainerFilter, words: Words) -> list[dict[str, str]]:
    """Each topic, leading to the same picture of what lies below it."""
    return [
        {"label": words.term("topic", code), "url": address("trainers:coverage", replace(wanted, topics=(code,)))}
        for code in had.topics
    ]


def _groups(had: Coverage, wanted: TrainerFilter, words: Words) -> list[dict[str, Any]]:
    """Rows below the continent that they lie in."""
    continents: dict[str, list[dict[str, Any]]] = {}
    for row in had.rows:
        continent = places.above(row.region)[-2:][0]
        continents.setdefault(continent, []).append(_row(row, had, wanted, words))
    return [{"label": words.place(continent), "rows": rows} for continent, rows in continents.items()]


def _row(row: Row, had: Coverage, wanted: TrainerFilter, words: Words) -> dict[str, Any]:
    here = _of_region(wanted, row.region)
    return {
        "label": words.place(row.region),
        "all": _cell(row.all, here),
        "cells": [
            _cell(cell, replace(here, topics=(topic,))) for cell, topic in zip(row.topics, had.topics, strict=True)
        ],
    }


def _cell(cell: Cell, wanted: TrainerFilter) -> dict[str, Any]:
    return {"text": _said(cell), "step": cell.step, "url": address("trainers:directory", wanted) if cell.step else ""}
