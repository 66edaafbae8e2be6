"""One trainer beside one request: what every sentence about them is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from . import nearness
from .gates import Verdicts
from .outcome import Bar, Parameters, Reason
from .scales import FACE_TO_FACE
from .topics import level_in
from .values import Candidate, Need, Situation


@dataclass(frozen=True, slots=True)
class Fit:
    """An eligible trainer, the request, and the numbers of the score."""

    candidate: Candidate
    need: Need
    situation: Situation
    verdicts: Verdicts
    bars: Mapping[str, Bar]
    weights: Mapping[str, int]

    def topics_at(self, *levels: int) -> tuple[str, ...]:
        """The asked topics in which the trainer stands at one of the levels."""
        broader = self.situation.broader
        return tuple(
            asked.code for asked in self.need.topics if level_in(self.candidate, asked.code, broader) in levels
        )

    def groups_at(self, *levels: int) -> tuple[str, ...]:
        """The asked groups with which the trainer has one of the levels of experience."""
        known = self.candidate.at_risk_groups
        return tuple(group for group in self.need.at_risk_groups if known.get(group, 0) in levels)

    @property
    def step(self) -> str:
        """How near the trainer is to the country asked."""
        return nearness.step(self.candidate, self.need.country, self.situation.places)

    @property
    def face_to_face(self) -> bool:
        """Whether people would meet in one room."""
        return self.need.format in FACE_TO_FACE

    @property
    def travels(self) -> bool:
        """Whether the trainer would come from another country."""
        return self.face_to_face and self.candidate.base_country != self.need.country

    @property
    def speaks(self) -> Mapping[str, str]:
        """Each language the trainer speaks with its level."""
        return {spoken.code: spoken.level for spoken in self.candidate.languages}


Find = Callable[[Fit], Parameters | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence that may be said: when, about which factor, and what it gives away.

    A requester reads it only where every field it discloses is public.
    """

    code: str
    find: Find
    factor: str | None = None
    discloses: frozenset[str] = frozenset()

    def may_be_said(self, fit: Fit) -> bool:
        """Whether this reader may learn what the sentence gives away."""
        return fit.situation.at_desk or self.discloses <= fit.candidate.public


def said(rules: Iterable[Rule], fit: Fit, lost: bool = False) -> Iterator[Reason]:
    """The sentences that are true and may be said, with the points won or lost behind each."""
    for rule in rules:
        parameters = rule.find(fit) if rule.may_be_said(fit) else None
        if parameters is not None:
            yield Reason(rule.code, parameters, _points(rule, fit, lost))


def _points(rule: Rule, fit: Fit, lost: bool) -> float:
    if rule.factor is None:
        return 0.0
    won = fit.bars[rule.factor].points
    return round(fit.weights[rule.factor] - won, 1) if lost else won


def some(name: str, codes: tuple[str, ...]) -> Parameters | None:
    """Parameters holding the codes, or nothing to say where there are none."""
    return {name: codes} if codes else None


def when(holds: bool, **parameters: str | int | tuple[str, ...]) -> Parameters | None:
    """The parameters where the condition holds, else nothing to say."""
    return parameters if holds else None
