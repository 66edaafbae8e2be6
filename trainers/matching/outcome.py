"""The frozen values that come out of matching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """A trainer who fits: the score is the sum of the bars as shown, the words come from them."""

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
class Change:
    """One thing to give up: its kind, what it is about or becomes, and a lower level where there is one."""

    relax: str
    value: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """One or two things to give up, how many more useful matches that would bring, and the best score among them."""

    change: Change
    gain: Count
    best: float | None = None
    also: Change | None = None

    @property
    def relax(self) -> str:
        """The kind of the first thing."""
        return self.change.relax

    @property
    def value(self) -> str:
        """What the first thing is about or becomes."""
        return self.change.value


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole answer to one request.

    `excluded` names each trainer with the gates that closed, and `off_topic` those who
    pass every gate but train none of the main topics; both are for a coordinator only.
    `hints` are single things to give up, `pairs` two at once that bring more than either.
    `unchecked` says what a requester is told that the desk will look at.
    """

    matches: Sequence[Match]
    excluded: Mapping[str, tuple[str, ...]]
    excluded_count: Count
    off_topic: tuple[str, ...]
    off_topic_count: Count
    hints: tuple[Hint, ...]
    pairs: tuple[Hint, ...]
    unchecked: tuple[str, ...]
    weights: Mapping[str, int]
    seed: int
