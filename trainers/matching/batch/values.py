"""The frozen values that go into a batch and come out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainers.matching.outcome import Change
from trainers.matching.values import AskedLanguage, Need


@dataclass(frozen=True, slots=True)
class TeamRules:
    """What a team must be as a whole, besides what each of its members must be."""

    shares_a_language: bool = True
    includes: tuple[str, ...] = ()
    """Attributes that at least one member has opted in to, such as a woman."""
    languages: tuple[AskedLanguage, ...] = ()
    """Languages in each of which at least one member trains."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One request in a batch: how many trainers it needs, who has accepted and who is being asked.

    Who accepted keeps the place; who is being asked is preferred a little, so that a plan does not
    change its mind without gain. With `team` the trainers come as one that keeps the rules. `without`
    names trainers whom a coordinator has taken out of this request.
    """

    id: str
    need: Need
    places: int = 1
    accepted: frozenset[str] = frozenset()
    pending: frozenset[str] = frozenset()
    team: TeamRules | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """A trainer proposed for a request, with the score in points; or one who has accepted it."""

    trainer: str
    score: float
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Unmet:
    """Places that nobody can take, why, and what would mend it most cheaply.

    `eligible` counts who passes every gate and has the topics; `blocking` how many useful trainers each
    gate alone keeps out; `taken_by` names the requests that hold the eligible ones. One more place of
    `more_of` would serve it without taking from others; `change` is the cheapest thing to give up for
    which somebody free would come, and `change_brings` how many.
    """

    places: int
    eligible: int
    blocking: Mapping[str, int]
    taken_by: tuple[str, ...]
    more_of: str | None
    change: Change | None
    change_brings: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request gets, who could stand in, and what it lacks.

    `lapsed` names those who accepted and whom a gate has closed on since: their place is not kept.
    """

    request: str
    given: tuple[Given, ...]
    alternates: tuple[Given, ...]
    lapsed: Mapping[str, tuple[str, ...]]
    unmet: Unmet | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A proposal for all requests; a coordinator confirms each, nothing is sent by itself.

    `overlaps` names a trainer with two requests where people meet in the same weeks: to be looked at.
    """

    answers: tuple[Answer, ...]
    overlaps: tuple[tuple[str, str, str], ...]
