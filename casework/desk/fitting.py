"""Who fits a case, as a desk sees it: reasons, concerns, the bars of each score, and which gate left whom out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.urls import reverse

from casework import matching_runs
from casework.matching_runs import CannotMatch
from casework.models import MatchRun
from casework.needs import Answers
from casework.runs import Left, Run, Shown
from hub.templatetags.hub import number
from trainers import answers
from trainers.models import Trainer
from trainers.sentences import changes, readers
from trainers.sentences import requests as about_requests
from trainers.words import Words

MOST_EARLIER: Final = 10


class Sheet(NamedTuple):
    """A trainer's name, and the row behind their sheet."""

    name: str
    row: int


Known = Mapping[str, Sheet]


def known() -> dict[str, Sheet]:
    """Each trainer by their id: a desk knows them all."""
    rows = Trainer.objects.values_list("public_id", "display_name", "pk")
    return {identifier: Sheet(name, row) for identifier, name, row in rows}


def context(case_id: UUID, need: Answers, words: Words, known: Known, today: dt.date) -> dict[str, Any]:
    """Everything the part about trainers says; the answer is kept with the case where it is a new one."""
    try:
        run = matching_runs.at_desk(case_id, today)
    except CannotMatch as refusal:
        return {"problems": [problem["message"] for problem in answers.problems(refusal.faults, words)]}
    return {**drawn(run, words, known, need.wishes), "earlier": _earlier(case_id, run)}


def _earlier(case_id: UUID, run: Run) -> list[dict[str, Any]]:
    """The answers that were kept before this one, the last first."""
    rows = MatchRun.objects.filter(case=case_id, number__lt=run.number).order_by("-number")
    return [
        {"on": on, "url": reverse("desk_case_run", args=[case_id, kept])}
        for kept, on in rows.values_list("number", "on")[:MOST_EARLIER]
    ]


def drawn(run: Run, words: Words, known: Known, wishes: Iterable[str]) -> dict[str, Any]:
    """A run in the words of who reads; of a run of today and of an old one the same is said."""
    wished = frozenset(wishes)
    return {
        "run": run.number,
        "total": run.total,
        "more": run.total - len(run.matches),
        "matches": [_row(shown, run, words, known, wished) for shown in run.matches],
        "hints": [changes.hint(hint, words) for hint in run.hints],
        "left_out": run.left_out,
        "gates": [_gate(left, known) for left in run.gates],
        "off_topic": {"many": run.off_topic.many, **_names(run.off_topic, known)},
    }


def _row(shown: Shown, run: Run, words: Words, known: Known, wished: frozenset[str]) -> dict[str, Any]:
    return {
        "id": shown.id,
        "name": shown.name,
        "url": reverse("directory_trainer_sheet", args=[known[shown.id].row]) if shown.id in known else "",
        "wished": shown.id in wished,
        "score": shown.score,
        "reasons": [readers.at_desk(reason, words) for reason in shown.reasons],
        "concerns": [readers.at_desk(concern, words) for concern in shown.concerns],
        "unknowns": [readers.at_desk(unknown, words) for unknown in shown.unknowns],
        "bars": [
            {
                "name": about_requests.FACTORS[bar.factor],
                "points": bar.points,
                # For the meter, which is read by machines.
                "value": f"{bar.points:.1f}",
                "most": run.weights[bar.factor],
                "said": number(bar.points),
            }
            for bar in shown.bars
        ],
        "rests_on": about_requests.standing(shown.rests_on, words),
    }


def _gate(left: Left, known: Known) -> dict[str, Any]:
    return {"sentence": about_requests.GATES[left.code], "many": left.many, **_names(left, known)}


def _names(left: Left, known: Known) -> dict[str, Any]:
    names = sorted(known[each].name if each in known else each for each in left.ids)
    return {"names": names, "unnamed": left.many - len(names)}
