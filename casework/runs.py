"""An answer to who fits a case, as a value that can be kept and read again to the letter. Pure.

It holds codes and what fills their gaps, no sentences: whoever reads it later reads it in their own language.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from trainers.matching.gates import GATES
from trainers.matching.outcome import Bar, Change, Count, Hint, Match, Outcome, Reason
from trainers.matching.standing import Standing, standing

MOST_SHOWN: Final = 20
MOST_NAMES: Final = 100
VERSION: Final = 1


@dataclass(frozen=True)
class Shown:
    """A trainer as they were shown: name, score, the value and points of each factor, the words' codes."""

    id: str
    name: str
    score: float
    bars: tuple[Bar, ...]
    reasons: tuple[Reason, ...]
    concerns: tuple[Reason, ...]
    unknowns: tuple[Reason, ...]
    rests_on: Standing


@dataclass(frozen=True)
class Left:
    """Trainers whom one gate left out, or whom their topics did: how many, and the first of them."""

    code: str
    many: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """What was asked, by which weights and draw, and what was answered; number 0 is not kept yet."""

    on: dt.date
    request: Mapping[str, Any]
    seed: int
    weights_number: int
    weights: Mapping[str, int]
    total: int
    matches: tuple[Shown, ...]
    hints: tuple[Hint, ...]
    left_out: int
    gates: tuple[Left, ...]
    off_topic: Left
    number: int = 0

    @property
    def said(self) -> Run:
        """The answer alone, whenever it was given: what tells whether another run says anything new."""
        return replace(self, on=dt.date.min, number=0)


def of(outcome: Outcome, request: Mapping[str, Any], weights_number: int, on: dt.date) -> Run:
    """An outcome as it is shown at a desk."""
    return Run(
        on=on,
        request=json.loads(json.dumps(request)),
        seed=outcome.seed,
        weights_number=weights_number,
        weights=dict(outcome.weights),
        total=len(outcome.matches),
        matches=tuple(_shown(match, outcome, place) for place, match in enumerate(outcome.matches[:MOST_SHOWN])),
        hints=(*outcome.hints, *outcome.pairs),
        left_out=len(outcome.excluded),
        gates=tuple(_gates(outcome.excluded)),
        off_topic=_left("", outcome.off_topic),
    )


def _shown(match: Match, outcome: Outcome, place: int) -> Shown:
    reasons, concerns, unknowns = (
        tuple(replace(each, parameters=dict(each.parameters)) for each in said)
        for said in (match.reasons, match.concerns, match.unknowns)
    )
    rests_on = standing(outcome, place)
    return Shown(
        match.candidate.id, match.candidate.name, match.score, match.bars, reasons, concerns, unknowns, rests_on
    )


def _gates(excluded: Mapping[str, Sequence[str]]) -> Iterable[Left]:
    """Each gate that left somebody out, in the order of the gates; who failed at two stands at both."""
    at: dict[str, list[str]] = defaultdict(list)
    for identifier, gates in excluded.items():
        for code in gates:
            at[code].append(identifier)
    return (_left(gate.code, at[gate.code]) for gate in GATES if gate.code in at)


def _left(code: str, identifiers: Sequence[str]) -> Left:
    return Left(code, len(identifiers), tuple(sorted(identifiers)[:MOST_NAMES]))


def as_json(run: Run) -> str:
    """A run as it is sealed."""
    value = {"version": VERSION, **asdict(run), "on": run.on.isoformat()}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(text: str) -> Run:
    """A run as it was kept."""
    value = json.loads(text)
    plain = ("request", "seed", "weights_number", "weights", "total", "left_out", "number")
    return Run(
        on=dt.date.fromisoformat(value["on"]),
        matches=tuple(_read_shown(each) for each in value["matches"]),
        hints=tuple(_read_hint(each) for each in value["hints"]),
        gates=tuple(_read_left(each) for each in value["gates"]),
        off_topic=_read_left(value["off_topic"]),
        **{name: value[name] for name in plain},
    )


def _read_shown(value: Mapping[str, Any]) -> Shown:
    said = {name: tuple(map(_read_reason, value[name])) for name in ("reasons", "concerns", "unknowns")}
    bars = tuple(Bar(**each) for each in value["bars"])
    return Shown(value["id"], value["name"], value["score"], bars, rests_on=Standing(**value["rests_on"]), **said)


def _read_reason(value: Mapping[str, Any]) -> Reason:
    # JSON knows no tuples.
    filled = {name: tuple(each) if isinstance(each, list) else each for name, each in value["parameters"].items()}
    return Reason(value["code"], filled, value["points"])


def _read_hint(value: Mapping[str, Any]) -> Hint:
    also = Change(**value["also"]) if value["also"] else None
    return Hint(Change(**value["change"]), Count(**value["gain"]), value["best"], also)


def _read_left(value: Mapping[str, Any]) -> Left:
    return Left(value["code"], value["many"], tuple(value["ids"]))


@dataclass(frozen=True)
class Moved:
    """Somebody who was shown then and is shown now: place and score both times."""

    name: str
    places: tuple[int, int]
    scores: tuple[float, float]


@dataclass(frozen=True)
class Difference:
    """What is different now: what was asked, the weights, who is gone, who is new, who stands elsewhere."""

    asked: bool
    weights: bool
    gone: tuple[str, ...]
    new: tuple[str, ...]
    moved: tuple[Moved, ...]

    def __bool__(self) -> bool:
        return any((self.asked, self.weights, self.gone, self.new, self.moved))


def difference(then: Run, now: Run) -> Difference:
    """What is different between two runs of a case, among those who are shown."""
    before, after = _places(then), _places(now)
    both = [identifier for identifier in before if identifier in after]
    moved = (_moved(before[identifier], after[identifier]) for identifier in both)
    return Difference(
        asked=_asked(then) != _asked(now),
        weights=dict(then.weights) != dict(now.weights),
        gone=tuple(shown.name for identifier, (_place, shown) in before.items() if identifier not in after),
        new=tuple(shown.name for identifier, (_place, shown) in after.items() if identifier not in before),
        moved=tuple(each for each in moved if each.scores[0] != each.scores[1] or each.places[0] != each.places[1]),
    )


def _asked(run: Run) -> dict[str, Any]:
    """What was asked, but for who has declined since, who is among those gone, and a day that moves with today."""
    return {name: value for name, value in run.request.items() if name not in {"declined", "start_by"}}


def _places(run: Run) -> dict[str, tuple[int, Shown]]:
    return {shown.id: (place, shown) for place, shown in enumerate(run.matches, start=1)}


def _moved(before: tuple[int, Shown], after: tuple[int, Shown]) -> Moved:
    return Moved(after[1].name, (before[0], after[0]), (before[1].score, after[1].score))
