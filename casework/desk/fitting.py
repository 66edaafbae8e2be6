"""Who fits a case, as a desk sees it: reasons, concerns, the bars of each score, and which gate left whom out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from django.urls import reverse

from casework.needs import Answers, as_request
from hub.templatetags.hub import number
from trainers import answers
from trainers.matching.gates import GATES
from trainers.matching.outcome import Match, Outcome
from trainers.matching.standing import standing
from trainers.models import Trainer
from trainers.sentences import changes, readers
from trainers.sentences import requests as about_requests
from trainers.words import Words

MOST_SHOWN: Final = 20


class Sheet(NamedTuple):
    """A trainer's name, and the row behind their sheet."""

    name: str
    row: int


Known = Mapping[str, Sheet]


def known() -> dict[str, Sheet]:
    """Each trainer by their id: a desk knows them all."""
    rows = Trainer.objects.values_list("public_id", "display_name", "pk")
    return {identifier: Sheet(name, row) for identifier, name, row in rows}


def context(need: Answers, words: Words, known: Known, today: dt.date) -> dict[str, Any]:
    """Everything the part about trainers says."""
    asked = answers.asked(as_request(need, today), today)
    if asked.need is None:
        return {"problems": [problem["message"] for problem in answers.problems(asked.faults, words)]}
    outcome = answers.desk_outcome(asked.need, today)
    shown = outcome.matches[:MOST_SHOWN]
    return {
        "total": len(outcome.matches),
        "more": len(outcome.matches) - len(shown),
        "matches": [
            {
                **_row(match, outcome, words, known, need.wishes),
                "rests_on": about_requests.standing(standing(outcome, place), words),
            }
            for place, match in enumerate(shown)
        ],
        "hints": [changes.hint(hint, words) for hint in (*outcome.hints, *outcome.pairs)],
        "left_out": len(outcome.excluded),
        "gates": list(_gates(outcome, known)),
        "off_topic": sorted(_name(each, known) for each in outcome.off_topic),
    }


def _row(match: Match, outcome: Outcome, words: Words, known: Known, wishes: Iterable[str]) -> dict[str, Any]:
    identifier = match.candidate.id
    return {
        "name": match.candidate.name,
        "url": reverse("directory_trainer_sheet", args=[known[identifier].row]) if identifier in known else "",
        "wished": identifier in wishes,
        "score": match.score,
        "reasons": [readers.at_desk(reason, words) for reason in match.reasons],
        "concerns": [readers.at_desk(concern, words) for concern in match.concerns],
        "unknowns": [readers.at_desk(unknown, words) for unknown in match.unknowns],
        "bars": [
            {
                "name": about_requests.FACTORS[bar.factor],
                "points": bar.points,
                # For the meter, which is read by machines.
                "value": f"{bar.points:.1f}",
                "most": outcome.weights[bar.factor],
                "said": number(bar.points),
            }
            for bar in match.bars
        ],
    }


def _gates(outcome: Outcome, known: Known) -> Iterable[dict[str, Any]]:
    """Each gate that left somebody out, in the order of the gates; who failed at two stands at both."""
    at: dict[str, list[str]] = defaultdict(list)
    for identifier, gates in outcome.excluded.items():
        for code in gates:
            at[code].append(_name(identifier, known))
    for gate in GATES:
        if gate.code in at:
            yield {"sentence": about_requests.GATES[gate.code], "names": sorted(at[gate.code])}


def _name(identifier: str, known: Known) -> str:
    return known[identifier].name if identifier in known else identifier
