"""The frozen values that come out of matching."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .values import Candidate

Parameter = str | int | tuple[str, ...]
Parameters = Mapping[str, Parameter]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing to say: the code of a sentence, what fills its gaps, and the points behind it."""

    code: str
    parameters: Parameters = field(default_factory=lambda: MappingProxyType({}))
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """What one factor adds to the score: its weight times its value."""

    factor: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class Match:
    """A trainer who fits: the score is the sum of the bars, the words come from them."""

    candidate: Candidate
    score: float
    bars: tuple[Bar, ...]
    reasons: tuple[Reason, ...]
    concerns: tuple[Reason, ...]
    unknowns: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many; blurred, the number is only the most it can be."""

    number: int
    blurred: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to give up, and how many more useful matches that would bring."""

    relax: str
    value: str
    gain: Count


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole answer to one request.

    `excluded` names each trainer with the gates that closed, and `off_topic` those who
    pass every gate but train none of the main topics; both are for a coordinator only.
    `unchecked` says what a requester is told that the desk will look at.
    """

    matches: tuple[Match, ...]
    excluded: Mapping[str, tuple[str, ...]]
    excluded_count: Count
    off_topic: tuple[str, ...]
    off_topic_count: Count
    hints: tuple[Hint, ...]
    unchecked: tuple[str, ...]
    weights: Mapping[str, int]
    seed: int
