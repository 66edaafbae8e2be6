"""Which trainers fit a request, why, and what would change the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from . import concerns, factors, reasons, unknowns
from .fit import Fit
from .gates import Verdict, Verdicts, judge, listed
from .hints import blur, hints
from .outcome import Match, Outcome
from .values import Candidate, Need, Situation
from .weights import DEFAULTS, check

SAME_SCORE = 1.0
"""Within one point the less loaded trainer goes first."""

Judged = Sequence[tuple[Candidate, Verdicts]]


def rank(
    need: Need,
    candidates: Iterable[Candidate],
    situation: Situation,
    weights: Mapping[str, int] = DEFAULTS,
    seed: int = 0,
) -> Outcome:
    """Answer one request: gates, then the score, then the words made of the same numbers."""
    check(weights)
    judged = [(one, judge(one, need, situation)) for one in seen_by(candidates, need, situation)]
    fitting = [(one, verdicts) for one, verdicts in judged if verdicts.eligible]
    excluded = {one.id: verdicts.closed for one, verdicts in judged if not verdicts.eligible}
    matches, off_topic = _matches(need, fitting, situation, weights)
    at_desk = situation.at_desk
    return Outcome(
        matches=in_order(matches, seed),
        excluded=excluded if at_desk else {},
        excluded_count=blur(len(excluded), situation),
        off_topic=off_topic if at_desk else (),
        off_topic_count=blur(len(off_topic), situation),
        hints=hints(need, judged, situation),
        unchecked=() if at_desk else left_to_the_desk(need),
        weights=weights,
        seed=seed,
    )


def seen_by(candidates: Iterable[Candidate], need: Need, situation: Situation) -> Iterable[Candidate]:
    """The trainers that take part; for a requester only the listed who show something at all."""
    if situation.at_desk:
        return candidates
    return (one for one in candidates if one.public and listed(one, need, situation) is Verdict.OPEN)


def _matches(
    need: Need, fitting: Judged, situation: Situation, weights: Mapping[str, int]
) -> tuple[list[Match], tuple[str, ...]]:
    matches, off_topic = [], []
    for candidate, verdicts in fitting:
        if factors.brings_a_main_topic(candidate, need, situation):
            matches.append(_match(candidate, verdicts, need, situation, weights))
        else:
            off_topic.append(candidate.id)
    return matches, tuple(sorted(off_topic))


def _match(
    candidate: Candidate,
    verdicts: Verdicts,
    need: Need,
    situation: Situation,
    weights: Mapping[str, int],
) -> Match:
    bars = factors.bars(candidate, need, situation, weights)
    by_factor = {bar.factor: bar for bar in bars}
    fit = Fit(candidate, need, situation, verdicts, by_factor, weights)
    return Match(
        candidate=candidate,
        score=round(sum(bar.points for bar in bars), 1),
        bars=bars,
        reasons=reasons.of(fit),
        concerns=concerns.of(fit),
        unknowns=unknowns.of(fit),
    )


def in_order(matches: Iterable[Match], seed: int) -> tuple[Match, ...]:
    """The best score first; within a point the lower load, then chance drawn from the seed."""
    left = sorted(matches, key=lambda match: (-match.score, drawn(match.candidate.id, seed)))
    ordered: list[Match] = []
    while left:
        best = left[0].score
        alike = [match for match in left if best - match.score <= SAME_SCORE]
        ordered += sorted(alike, key=lambda match: (_load(match), drawn(match.candidate.id, seed)))
        left = left[len(alike) :]
    return tuple(ordered)


def _load(match: Match) -> float:
    room = match.candidate.capacity
    return room.committed_hours / room.hours_per_quarter if room.hours_per_quarter else 1.0


def drawn(identifier: str, seed: int) -> str:
    """A draw that is the same for the same seed, whatever the database's order."""
    return hashlib.sha256(f"{seed}:{identifier}".encode()).hexdigest()


def left_to_the_desk(need: Need) -> tuple[str, ...]:
    """What was asked and not applied, because nobody knows who asks."""
    asked = {
        "facilitator": bool(need.facilitator.must or need.facilitator.prefer),
        "requesting_organisation": need.requesting_organisation is not None,
        "declined": bool(need.declined),
        "memberships": bool(need.exclusions.organisations or need.exclusions.countries),
    }
    return ("own_exclusions", *(code for code, present in asked.items() if present))
