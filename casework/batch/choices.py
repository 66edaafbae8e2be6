"""What a coordinator has chosen in a plan: it travels in the form and is kept nowhere. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from trainers.matching.batch.balancing import BALANCES
from trainers.matching.batch.planning import Manner
from trainers.matching.batch.values import TeamRules

ONE: Final = "one"
SHAPES: Final[Mapping[str, tuple[int, TeamRules | None]]] = {
    ONE: (1, None),
    "two": (2, None),
    "pair": (2, TeamRules()),
    "pair-woman": (2, TeamRules(includes=("woman",))),
}
"""How many trainers a case is to have, and what they must be together."""


class Pair(NamedTuple):
    """A trainer for a case."""

    case: str
    trainer: str

    @property
    def written(self) -> str:
        """As forms send it."""
        return f"{self.case}:{self.trainer}"


Form = Mapping[str, Sequence[str]]
"""What a browser sent: all values of each name."""


@dataclass(frozen=True)
class Choices:
    """Pairs to propose, pairs that stay, pairs that were taken out, and how to plan."""

    ticked: tuple[Pair, ...] = ()
    fixed: frozenset[Pair] = frozenset()
    out: frozenset[Pair] = frozenset()
    shapes: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    balance: float = Manner().balance

    def shape(self, case: str) -> str:
        """How many trainers a case is to have."""
        return self.shapes.get(case, ONE)


def read(form: Form, cases: Container[str], trainers: Container[str]) -> Choices:
    """What was chosen among these cases and trainers; what is nonsense is left out.

    A pair that was shown and is no longer ticked is taken out of the next plan, until it is put back.
    """
    lines = {name: " ".join(form.get(name, ())).split() for name in ("seen", "out", "versions")}
    ticked = _pairs(form.get("pair", ()), cases, trainers)
    unticked = set(_pairs(lines["seen"], cases, trainers)) - set(ticked)
    out = unticked | set(_pairs(lines["out"], cases, trainers))
    return Choices(
        ticked=ticked,
        fixed=frozenset(_pairs(form.get("fix", ()), cases, trainers)) & frozenset(ticked),
        out=frozenset(out - set(_pairs(form.get("back", ()), cases, trainers)) - set(ticked)),
        shapes={case: shape for case, shape in _split(form.get("shape", ()), cases) if shape in SHAPES},
        versions=dict(_split(lines["versions"], cases)),
        balance=_balance(form.get("balance", ())),
    )


def _split(texts: Iterable[str], cases: Container[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        case, _, rest = text.partition(":")
        if case in cases:
            yield case, rest


def _pairs(texts: Iterable[str], cases: Container[str], trainers: Container[str]) -> tuple[Pair, ...]:
    found = (Pair(case, trainer) for case, trainer in _split(texts, cases) if trainer in trainers)
    return tuple(dict.fromkeys(found))


def _balance(texts: Container[str]) -> float:
    return next((each for each in BALANCES if f"{each:g}" in texts), Manner().balance)
