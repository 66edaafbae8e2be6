"""The screen of a desk: how asking is spread, and which topics, languages and regions nobody covers."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts import audit
from casework.desk.fitting import Known, known
from casework.desk.listing import refused, shell
from casework.fairness.asking import Asking, Load, asking
from casework.fairness.question import OWN, Question
from casework.standing import desks_of
from hub import languages
from trainers import store
from trainers.listing.fields import cell
from trainers.matching.covering import Covering
from trainers.matching.matrix import bits
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.values import Audience, Candidate, Situation
from trainers.models import Desk
from trainers.sentences.filling import words_now
from trainers.words import Words
from vocabulary import places
from vocabulary import store as vocabulary

if TYPE_CHECKING:
    from accounts.models import User

MOST_GAPS: Final = 40
MOST_OFTEN: Final = 25
MOST_NEVER: Final = 60


@require_safe
@cache_control(no_store=True)
def fairness(request: HttpRequest) -> HttpResponse:
    """For members of a desk: names are shown, in the file too few to say whose they are."""
    user, today = cast("User", request.user), timezone.localdate()
    desks = desks_of(user)
    if not desks.exists():
        return refused(request, "no_desk")
    broader = vocabulary.broader()
    covering = Covering(Matrix(store.candidates(today)), Situation(places, broader, today, Audience.COORDINATOR))
    spoken = tuple(dict.fromkeys((*covering.languages(), *(row.tag for row in languages.TABLE))))
    asked = Question.read(request.GET.dict(), broader, spoken)
    rows, columns = asked.rows(broader), asked.columns(_served(desks))
    words = words_now()
    if request.GET.get("as") == "csv":
        audit.record(who=f"user:{user.pk}", act="trainers.gaps-export")
        tongues = (asked.language,) if asked.language else covering.languages()
        return _csv(_lines(covering, rows, tongues, columns, words))
    context = {
        **shell(_("Who is asked, and gaps"), *_crumbs()),
        **_asked(asking(_listed(covering), today), known()),
        **_gaps(covering, rows, columns, asked, words),
        **_filters(asked, broader, spoken, words),
        "csv_url": f"{reverse('desk_fairness')}?{asked.address(**{'as': 'csv'})}",
    }
    return render(request, "casework/fairness/fairness.html", context)


def _served(desks: QuerySet[Desk]) -> Iterator[str]:
    """The countries that desks answer for."""
    for code in desks.values_list("places__code", flat=True):
        yield from places.countries_in(code) if code and places.is_region(code) else (code,) if code else ()


def _crumbs() -> Iterable[dict[str, str]]:
    return ({"url": reverse("desk_queue"), "label": _("Cases")}, {"url": "", "label": _("Who is asked, and gaps")})


def _listed(covering: Covering) -> Iterator[Candidate]:
    return (covering.matrix.candidates[place] for place in bits.places(covering.listed))


def _asked(found: Asking, known_: Known) -> dict[str, Any]:
    def told(load: Load) -> dict[str, Any]:
        percent = round(100 * load.share)
        return {**_trainer(load.trainer, known_), "load": load, "percent": percent, "meter": min(percent, 100)}

    never = [_trainer(each, known_) for each in found.never]
    long_ago = sorted(found.long_ago, key=lambda load: load.last_asked or dt.date.min)
    return {
        "everyone": found.everyone,
        "gini": round(found.gini, 2),
        "often": [told(each) for each in found.often[:MOST_OFTEN]],
        "never": sorted(never, key=lambda each: each["name"])[:MOST_NEVER],
        "never_count": len(never),
        "never_percent": round(100 * len(never) / found.everyone) if found.everyone else 0,
        "long_ago": [told(each) for each in long_ago[:MOST_OFTEN]],
    }


def _trainer(identifier: str, known_: Known) -> dict[str, str]:
    sheet = known_.get(identifier)
    url = reverse("directory_trainer_sheet", args=[sheet.row]) if sheet else ""
    return {"name": sheet.name if sheet else identifier, "url": url}


def _gaps(
    covering: Covering, rows: Iterable[str], columns: Iterable[str], asked: Question, words: Words
) -> dict[str, Any]:
    columns = tuple(columns)
    numbers = [
        (topic, [(region, covering.number(topic, asked.language, region)) for region in columns]) for topic in rows
    ]
    empty = [(topic, region) for topic, cells in numbers for region, number in cells if not number]
    people = known()
    return {
        "columns": [words.place(code) for code in columns],
        "table": [
            {
                "topic": words.term("topic", topic),
                "cells": [{"number": number, "step": _step(number)} for _region, number in cells],
            }
            for topic, cells in numbers
        ],
        "gaps": [_gap(covering, topic, asked.language, region, words, people) for topic, region in empty[:MOST_GAPS]],
        "gap_count": len(empty),
        "more_gaps": max(0, len(empty) - MOST_GAPS),
    }


def _gap(covering: Covering, topic: str, language: str, region: str, words: Words, people: Known) -> dict[str, Any]:
    nearest = covering.nearest(topic, language, region)
    return {
        "topic": words.term("topic", topic),
        "language": words.language(language) if language else "",
        "region": words.place(region),
        "elsewhere": [_trainer(each, people) for each in nearest.elsewhere],
        "other_language": [_trainer(each, people) for each in nearest.language],
        "other_topic": [_trainer(each, people) for each in nearest.topic],
    }


def _step(number: int) -> int:
    return sum(number >= least for least in (1, 2, 5, 10))


def _filters(asked: Question, broader: Any, spoken: Iterable[str], words: Words) -> dict[str, Any]:
    topics = [(code, words.term("topic", code)) for code, parent in broader.items() if parent is None]
    tongues = sorted(((code, words.language(code)) for code in spoken), key=lambda each: places.fold(each[1]))
    regions = [(code, words.place(code)) for code in places.regions()]
    return {
        "filters": [
            _select("topic", _("Topic"), asked.topic, [("", _("All topics")), *topics]),
            _select("language", _("Language"), asked.language, [("", _("Any language")), *tongues]),
            _select("region", _("Part of the world"), asked.region, [(OWN, _("Where your desks answer")), *regions]),
        ]
    }


def _select(name: str, label: str, chosen: str, options: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "options": [{"value": value, "label": word, "chosen": value == chosen} for value, word in options],
    }


def _lines(
    covering: Covering, topics: Iterable[str], tongues: Iterable[str], regions: Iterable[str], words: Words
) -> Iterator[list[object]]:
    """Every combination that nobody covers; nobody is named in a file."""
    yield [_("Topic"), _("Language"), _("Part of the world"), "topic", "language", "region"]
    for topic in topics:
        for language in tongues:
            for region in regions:
                if not covering.number(topic, language, region):
                    said = [words.term("topic", topic), words.language(language), words.place(region)]
                    yield [*said, topic, language, region]


def _csv(lines: Iterable[list[object]]) -> HttpResponse:
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="gaps.csv"'
    writer = csv.writer(response)
    for line in lines:
        writer.writerow([cell(each) for each in line])
    return response
