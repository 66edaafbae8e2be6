"""A request's answer as plain data, in the reader's language: for the API, the command and the page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from hub import languages, once
from trainers import ready, store
from trainers.matching.asking import Asked, Codes, read
from trainers.matching.faults import Fault
from trainers.matching.outcome import Count, Hint, Match, Outcome, Reason
from trainers.matching.ranking import rank
from trainers.matching.standing import standing
from trainers.matching.values import Audience, Need, Situation
from trainers.sentences import changes, readers
from trainers.sentences import matches as about_matches
from trainers.sentences import requests as about_requests
from trainers.weighing import current
from trainers.words import Words
from vocabulary import places, replaced, tongues
from vocabulary import store as vocabulary

MOST_MATCHES = 20
MOST_FAULTS = 50
Answer = dict[str, Any]


def codes() -> Codes:
    """Every code that a request may use; those archived since too, which old requests have."""
    return Codes(
        topics=frozenset(vocabulary.known("topic")),
        at_risk_groups=frozenset(vocabulary.known("at-risk-group")),
        countries=frozenset(places.countries()),
        languages={code.lower(): code for code in (*tongues.known(), *(row.tag for row in languages.TABLE))},
    )


def decoded(body: bytes | str) -> tuple[object, Fault | None]:
    """The JSON of a body, or what is wrong with it."""
    try:
        return json.loads(body, parse_constant=_no_constant), None
    except RecursionError:
        return None, Fault("request", "too_deep")
    except ValueError:
        return None, Fault("request", "not_json")


def _no_constant(name: str) -> None:
    raise ValueError(name)


def asked(value: object, today: dt.date) -> Asked:
    """A request as read, strictly."""
    return read(replaced.in_request(value), codes(), today)


def public_outcome(need: Need, today: dt.date) -> Outcome:
    """What an unknown asker may learn; the draw among equals changes from day to day."""
    with once.reading():
        situation = Situation(places, vocabulary.broader(), today, Audience.REQUESTER)
        return rank(need, ready.public(today), situation, current.weights(), seed=today.toordinal())


def desk_outcome(
    need: Need, today: dt.date, seed: int | None = None, weights: Mapping[str, int] | None = None
) -> Outcome:
    """What a coordinator sees, by the weights that hold or by others. Raises ValueError for weights not whole."""
    situation = Situation(places, vocabulary.broader(), today, Audience.COORDINATOR)
    draw = today.toordinal() if seed is None else seed
    return rank(need, store.candidates(today), situation, current.weights() if weights is None else weights, draw)


def reference(match: Match, place: int) -> str:
    """The public identifier, or, for a name that is not public, a number of this one answer."""
    return match.candidate.id if "display_name" in match.candidate.public else f"unnamed:{place}"


def public_answer(outcome: Outcome, assumed: Mapping[str, str | int], words: Words) -> Answer:
    """The answer to an unknown asker."""
    shown = outcome.matches[:MOST_MATCHES]
    return {
        "matches": [
            {"trainer": reference(match, place), **_said(match, about_matches.sentence, words)}
            for place, match in enumerate(shown, start=1)
        ],
        **_around(outcome, assumed, words),
        "notes": about_requests.unchecked(outcome),
    }


def desk_answer(outcome: Outcome, assumed: Mapping[str, str | int], words: Words) -> Answer:
    """The answer at a desk: everyone, with the bars of the score and the gates that closed."""
    return {
        "matches": [
            {
                "trainer": match.candidate.id,
                **_said(match, readers.at_desk, words),
                "bars": {bar.factor: bar.points for bar in match.bars},
                "without_strongest": _rests_on(outcome, place),
            }
            for place, match in enumerate(outcome.matches)
        ],
        "excluded": {trainer: list(gates) for trainer, gates in sorted(outcome.excluded.items())},
        "off_topic": list(outcome.off_topic),
        **_around(outcome, assumed, words),
        "gates": {code: str(sentence) for code, sentence in about_requests.GATES.items()},
    }


def problems(faults: tuple[Fault, ...], words: Words) -> list[dict[str, str]]:
    """What is wrong, each with its field."""
    return [{"field": fault.at, "message": about_requests.fault(fault, words)} for fault in faults[:MOST_FAULTS]]


def _rests_on(outcome: Outcome, place: int) -> Answer:
    found = standing(outcome, place)
    return {"factor": found.factor, "place": found.place_without}


def _said(match: Match, say: Callable[[Reason, Words], str], words: Words) -> Answer:
    doubts = (*match.concerns, *match.unknowns)
    return {
        "score": match.score,
        "reasons": [say(reason, words) for reason in match.reasons],
        "concerns": [say(doubt, words) for doubt in doubts],
    }


def _around(outcome: Outcome, assumed: Mapping[str, str | int], words: Words) -> Answer:
    return {
        **_count("excluded_count", outcome.excluded_count),
        **_count("off_topic_count", outcome.off_topic_count),
        "hints": [_hint(hint, words) for hint in outcome.hints],
        "pairs": [_hint(pair, words) for pair in outcome.pairs],
        "assumed": dict(assumed),
        "weights": dict(outcome.weights),
        "seed": outcome.seed,
    }


def _hint(hint: Hint, words: Words) -> Answer:
    return {
        "relax": {hint.relax: hint.value},
        **({"also": {hint.also.relax: hint.also.value}} if hint.also else {}),
        **_count("gain", hint.gain),
        **({} if hint.best is None else {"best": hint.best}),
        "message": changes.hint(hint, words),
    }


def _count(name: str, count: Count) -> Answer:
    return {name: count.number, f"{name}_blurred": count.blurred} if count.blurred else {name: count.number}
