"""The best team for one request, exactly: branch and bound over the best of those who fit.

Limits: of a longer list the best `MOST_CANDIDATES` are looked at, and teams have two to four members.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainers.matching.gates import opted_in, trains_in
from trainers.matching.scales import LANGUAGE_LEVELS, at_least
from trainers.matching.values import Candidate, Situation

from .values import TeamRules

MOST_CANDIDATES = 60
SMALLEST, LARGEST = 2, 4


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who fits a request, with the score."""

    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class _Known:
    """What a member brings to the rules: bits for what a team needs, and the languages to talk in."""

    member: Member
    brings: int
    speaks: frozenset[str]


def best(members: Sequence[Member], size: int, rules: TeamRules, situation: Situation) -> tuple[Member, ...] | None:
    """The team of the highest score that keeps the rules; None where there is none.

    Raises ValueError for a team that is too small or too large.
    """
    if not SMALLEST <= size <= LARGEST:
        raise ValueError(f"a team has {SMALLEST} to {LARGEST} members")
    ordered = sorted(members, key=lambda each: (-each.score, each.candidate.id))[:MOST_CANDIDATES]
    known = [_known(each, rules, situation) for each in ordered]
    found: tuple[Member, ...] | None = None
    at_least_so_good = float("-inf")
    for team in _teams(known, size, rules):
        score = sum(each.score for each in team)
        if score > at_least_so_good:
            found, at_least_so_good = team, score
    return found


def _known(member: Member, rules: TeamRules, situation: Situation) -> _Known:
    attributes = opted_in(member.candidate, situation)
    brought = [code in attributes for code in rules.includes]
    brought += [trains_in(member.candidate, asked) for asked in rules.languages]
    speaks = (each.code for each in member.candidate.languages if at_least(LANGUAGE_LEVELS, each.level, "working"))
    return _Known(member, sum(1 << bit for bit, has in enumerate(brought) if has), frozenset(speaks))


def _teams(known: Sequence[_Known], size: int, rules: TeamRules) -> Iterator[tuple[Member, ...]]:
    """Teams that keep the rules, each better than the one before."""
    wanted = (1 << len(rules.includes) + len(rules.languages)) - 1
    behind = [0] * (len(known) + 1)
    for place in range(len(known) - 1, -1, -1):
        behind[place] = behind[place + 1] | known[place].brings
    best_yet = float("-inf")
    # Each entry: where to go on, the team so far, what it brings, what all speak.
    left: list[tuple[int, tuple[_Known, ...], int, frozenset[str] | None]] = [(0, (), 0, None)]
    while left:
        place, team, brings, shared = left.pop()
        missing = size - len(team)
        if not missing:
            score = sum(each.member.score for each in team)
            if brings == wanted and score > best_yet:
                best_yet = score
                yield tuple(each.member for each in team)
            continue
        if place + missing > len(known) or wanted & ~(brings | behind[place]):
            continue
        if _most(team, known[place : place + missing]) <= best_yet:
            continue
        left.append((place + 1, team, brings, shared))
        taken = known[place]
        together = taken.speaks if shared is None else shared & taken.speaks
        if together or not rules.shares_a_language:
            left.append((place + 1, (*team, taken), brings | taken.brings, together))


def _most(team: Sequence[_Known], following: Sequence[_Known]) -> float:
    return sum(each.member.score for each in (*team, *following))
