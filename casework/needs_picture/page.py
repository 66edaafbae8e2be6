"""The public picture of what was asked for and not met: a map of tiles, a table that says the same, and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casework.models import NeedPicture
from casework.needs_picture import classes, counting
from casework.needs_picture.halves import Half
from hub.suppression import ANY, LEAST, Published
from hub.templatetags.hub import month_year, number
from trainers.coverage import tiles
from trainers.sentences.filling import words_now
from trainers.words import Words
from vocabulary import places
from vocabulary import store as vocabulary

STEPS: Final = (LEAST, 10, 20, 50)
LEAVES: Final = tuple(code for code in places.REGIONS if code not in set(places.REGIONS.values()))


@dataclass(frozen=True)
class Picture:
    """One half year as it is asked for: its numbers, and the filters set."""

    half: Half
    numbers: Published
    topics: tuple[str, ...]
    topic: str = ANY
    language: str = ANY

    def address(self, name: str = "needs", **more: str) -> str:
        """The way to the same question, with changes."""
        asked = {"topic": self.topic, "language": self.language, "period": self.half.written, **more}
        return f"{reverse(f'casework:{name}')}?{urlencode({key: value for key, value in asked.items() if value})}"


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """What can be said of a half year; nothing that could tell of fewer than five."""
    halves = _halves()
    words = words_now()
    context: dict[str, Any] = {"least": LEAST, "picture": False}
    if halves:
        picture = _picture(request.GET, halves)
        context |= {"picture": True, **_context(picture, halves, words)}
    return render(request, "pages/casework/needs.html", context)


@require_safe
def needs_json(request: HttpRequest) -> HttpResponse:
    """The blocks behind every number of every half year."""
    rows = [
        {
            "period": row.period,
            "least": row.least,
            "blocks": [
                {"topic": topic or None, "region": region or places.WORLD, "language": language or None, "number": many}
                for (topic, region, language), many in counting.read(row)
            ],
        }
        for row in NeedPicture.objects.all()
    ]
    return JsonResponse({"periods": rows}, json_dumps_params={"ensure_ascii": False})


def _halves() -> tuple[str, ...]:
    return tuple(NeedPicture.objects.values_list("period", flat=True))


def _picture(query: Mapping[str, Any], halves: tuple[str, ...]) -> Picture:
    wanted = query.get("period", "")
    row = NeedPicture.objects.get(period=wanted if wanted in halves else halves[0])
    found = counting.read(row)
    wide = classes.wide_topics(vocabulary.broader())
    topics = tuple(dict.fromkeys((*wide, *(block.at[classes.TOPIC] for block in found if block.at[classes.TOPIC]))))
    topic, language = str(query.get("topic", "")), str(query.get("language", ""))
    return Picture(
        half=Half.read(row.period) or Half(1, 1),
        numbers=Published(found, classes.axes(topics)),
        topics=topics,
        topic=topic if topic in topics else ANY,
        language=language if language in (*classes.TAGS, classes.OTHER) else ANY,
    )


def _context(picture: Picture, halves: Iterable[str], words: Words) -> dict[str, Any]:
    columns = [picture.topic] if picture.topic else list(picture.topics)
    return {
        "total": picture.numbers.number(picture.topic, ANY, picture.language),
        "tiles": [_tile(region, picture, words) for region in LEAVES],
        "view": {"width": tiles.VIEW[0], "height": tiles.VIEW[1], "tile_width": tiles.WIDE, "tile_height": tiles.HIGH},
        "columns": [words.term("topic", code) for code in columns],
        "rows": [_row(region, columns, picture, words) for region in _regions()],
        "first": picture.half.first,
        "last": picture.half.last,
        "clear_url": picture.address(topic="", language="") if picture.topic or picture.language else "",
        "json_url": reverse("casework:needs_json"),
        "selects": _selects(picture, halves, words),
    }


def _regions() -> Iterable[str]:
    """Every part of the world that the picture tells apart, each after the one it lies in."""
    return (code for code in places.regions() if code != places.WORLD)


def _row(region: str, columns: Iterable[str], picture: Picture, words: Words) -> dict[str, Any]:
    return {
        "label": words.place(region),
        "wide": region not in LEAVES,
        "all": _cell(picture.numbers.number(picture.topic, region, picture.language)),
        "cells": [_cell(picture.numbers.number(topic, region, picture.language)) for topic in columns],
    }


def _cell(found: int | None) -> dict[str, Any]:
    return {"text": number(found) if found else "–", "step": sum((found or 0) >= step for step in STEPS)}


def _tile(region: str, picture: Picture, words: Words) -> dict[str, Any]:
    name = words.place(region)
    found = picture.numbers.number(picture.topic, region, picture.language)
    said = _("%(region)s: %(number)s") if found else _("%(region)s: none, or too few to say")
    return {
        **{field: getattr(tiles.tile(region, name), field) for field in tiles.Tile.__slots__},
        "label": said % {"region": name, "number": number(found)},
        "number": _cell(found)["text"],
        "step": _cell(found)["step"],
    }


def _selects(picture: Picture, halves: Iterable[str], words: Words) -> list[dict[str, Any]]:
    tongues = sorted(((tag, words.language(tag)) for tag in classes.TAGS), key=lambda each: places.fold(each[1]))
    spans = [(each, _span(each)) for each in halves]
    topics = [(ANY, _("All topics")), *((code, words.term("topic", code)) for code in picture.topics)]
    languages = [(ANY, _("All languages")), *tongues, (classes.OTHER, _("Other languages"))]
    return [
        _select("topic", _("Topic"), picture.topic, topics),
        _select("language", _("Language"), picture.language, languages),
        _select("period", _("Half year"), picture.half.written, spans),
    ]


def _span(written: str) -> str:
    half = Half.read(written)
    if half is None:
        return written
    return _("%(first)s to %(last)s") % {"first": month_year(half.first), "last": month_year(half.last)}


def _select(name: str, label: str, chosen: str, options: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "options": [{"value": value, "label": word, "chosen": value == chosen} for value, word in options],
    }
