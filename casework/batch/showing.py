"""What the screen of a plan says: each case, each trainer, what could not be met, what balance costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework import words as case_words
from casework.batch.choices import SHAPES, Choices, Pair
from casework.batch.opening import Opened, Table
from casework.batch.solving import Solved
from casework.desk.fitting import Known
from casework.desk.listing import reference
from casework.forms.questions import label
from casework.proposing import READY, Stage
from hub.templatetags.hub import number
from trainers.matching import ranking
from trainers.matching.batch.values import Answer, Given, Unmet
from trainers.matching.scales import URGENCIES
from trainers.matching.values import Need
from trainers.sentences import changes, readers
from trainers.sentences.requests import GATES
from trainers.words import Words

REASONS_SHOWN: Final = 2
SHAPE_WORDS: Final = {
    "one": _("One trainer"),
    "two": _("Two trainers"),
    "pair": _("A pair that shares a language"),
    "pair-woman": _("A pair that shares a language, at least one a woman"),
}


@dataclass(frozen=True)
class Telling:
    """All that the words are made of."""

    solved: Solved
    cases: Mapping[str, Opened]
    chosen: Choices
    known: Known
    words: Words

    def trainer(self, identifier: str) -> dict[str, str]:
        """A trainer's name and the way to their sheet."""
        sheet = self.known.get(identifier)
        if sheet is None:
            return {"name": identifier, "url": ""}
        return {"name": sheet.name, "url": reverse("directory_trainer_sheet", args=[sheet.row])}

    def case(self, identifier: str) -> dict[str, str]:
        """What a case is called, and the way to it."""
        row = self.cases[identifier].row
        return {"reference": reference(row.id), "url": reverse("desk_case", args=[row.id])}


def context(table: Table, solved: Solved, chosen: Choices, known: Known, words: Words) -> dict[str, Any]:
    """Everything the screen says."""
    telling = Telling(solved, {each.id: each for each in table.opened}, chosen, known, words)
    found = solved.plan.answers
    in_order = sorted(found, key=lambda each: -URGENCIES.index(solved.needs[each.request].urgency))
    given = [Pair(answer.request, each.trainer) for answer in found for each in answer.given]
    return {
        "cases": [_case(answer, telling) for answer in in_order],
        "loads": list(_loads(telling)),
        "places": sum(len(answer.given) for answer in found),
        "missing": sum(answer.unmet.places for answer in found if answer.unmet),
        "trades": [_trade(each, chosen.balance) for each in solved.trades],
        "overlaps": [
            {"trainer": telling.trainer(who), "one": telling.case(one), "other": telling.case(other)}
            for who, one, other in solved.plan.overlaps
        ],
        "out": [
            {"written": pair.written, **telling.case(pair.case), "trainer": telling.trainer(pair.trainer)}
            for pair in sorted(chosen.out)
        ],
        "seen": " ".join(pair.written for pair in given if not _is_asked(pair, telling)),
        "taken_out": " ".join(pair.written for pair in sorted(chosen.out)),
        "versions": " ".join(f"{each.id}:{each.version}" for each in table.opened),
        "locked": [reference(each) for each in table.locked],
        "unreadable": [reference(each) for each in table.unreadable],
        "agreed": table.agreed,
        "more": table.more,
    }


def _case(answer: Answer, telling: Telling) -> dict[str, Any]:
    opened = telling.cases[answer.request]
    shape = telling.chosen.shape(answer.request)
    return {
        **telling.case(answer.request),
        "id": answer.request,
        "urgency": opened.row.urgency.value,
        "urgency_word": case_words.URGENCIES[opened.row.urgency],
        "about": about(opened.need, telling.words),
        "shapes": [{"code": code, "word": SHAPE_WORDS[code], "chosen": code == shape} for code in SHAPES],
        "given": [_given(answer.request, each, telling) for each in answer.given],
        "alternates": [
            {**telling.trainer(each.trainer), "score": each.score} for each in answer.alternates if answer.given
        ],
        "lapsed": [
            {**telling.trainer(who), "gates": [GATES[gate] for gate in gates]} for who, gates in answer.lapsed.items()
        ],
        "unmet": _unmet(answer.unmet, telling) if answer.unmet else None,
    }


def about(need: Need, words: Words) -> list[str]:
    """A case in a line: where, what, in which language, how, for how many."""
    return [
        words.place(need.country),
        words.terms("topic", (each.code for each in need.topics)),
        words.listed(words.language(each.code) for each in need.languages if each.must),
        label("format", need.format),
        number(need.participants),
    ]


def _given(case: str, given: Given, telling: Telling) -> dict[str, Any]:
    pair, solved = Pair(case, given.trainer), telling.solved
    found = ranking.match(solved.trainers[given.trainer], solved.needs[case], solved.situation, solved.weights)
    return {
        **telling.trainer(given.trainer),
        "written": pair.written,
        "score": given.score,
        "reasons": [readers.at_desk(each, telling.words) for each in found.reasons[:REASONS_SHOWN]],
        "fixed": pair in telling.chosen.fixed,
        "said_yes": _is_asked(pair, telling, *READY),
        "asked": _is_asked(pair, telling, Stage.OPEN),
    }


def _is_asked(pair: Pair, telling: Telling, *stages: Stage) -> bool:
    wanted = stages or (*READY, Stage.OPEN)
    return any(each.trainer == pair.trainer and each.state in wanted for each in telling.cases[pair.case].asked)


def _unmet(unmet: Unmet, telling: Telling) -> dict[str, Any]:
    return {
        "places": unmet.places,
        "eligible": unmet.eligible,
        "gates": [{"sentence": GATES[code], "number": many} for code, many in unmet.blocking.items()],
        "taken_by": [telling.case(each) for each in unmet.taken_by],
        "more_of": telling.trainer(unmet.more_of) if unmet.more_of else None,
        "change": changes.name(unmet.change, telling.words) if unmet.change else "",
        "change_brings": unmet.change_brings,
    }


def _loads(telling: Telling) -> Iterable[dict[str, Any]]:
    """Each trainer of the plan with what it gives them, the most loaded first."""
    given: dict[str, list[str]] = defaultdict(list)
    for answer in telling.solved.plan.answers:
        for each in answer.given:
            given[each.trainer].append(answer.request)
    for who in sorted(given, key=lambda each: (-len(given[each]), telling.trainer(each)["name"])):
        room = telling.solved.trainers[who].capacity
        hours = sum(telling.solved.needs[case].hours for case in given[who])
        yield {
            **telling.trainer(who),
            "cases": [telling.case(case) for case in given[who]],
            "hours": hours,
            "left": room.left,
            "of": room.hours_per_quarter,
            "after": max(0, room.left - hours),
        }


def _trade(trade: Any, balance: float) -> dict[str, Any]:
    return {
        "code": f"{trade.balance:g}",
        "balance": trade.balance,
        "given": trade.given,
        "points": round(trade.points),
        "most": trade.most,
        "gini": round(trade.gini, 2),
        "chosen": trade.balance == balance,
    }
