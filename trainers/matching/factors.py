"""What weighs: one row for each factor, with a value from 0 to 1 for a trainer who may come.

What was not asked counts as met, so that nobody gains or loses by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from . import nearness, rounding, travelling, weeks
from .gates import opted_in
from .outcome import Bar
from .scales import FACE_TO_FACE
from .topics import SIBLING, coverage, main_topics
from .values import AskedLanguage, Candidate, Need, Situation

Value = Callable[[Candidate, Need, Situation], float]

LANGUAGE_WORTH = {"basic": 0.4, "working": 0.7, "fluent": 1.0, "native": 1.0}
NEEDS_INTERPRETER = 0.0
SPEAKS_ONLY = 0.5
UNKNOWN_TIME = 0.5
DAYS_TO_BE_FRESH = 180
MOST_EXPERIENCE = 3
USEFUL = 0.5
"""The least share of the asked topics that makes one more trainer worth a change."""


def topics(candidate: Candidate, need: Need, situation: Situation) -> float:
    """The asked topics by their weight: level against what is needed, times nearness of topic."""
    total = sum(asked.weight for asked in need.topics)
    if not total:
        return 1.0
    covered = (asked.weight * coverage(candidate, asked, situation) for asked in need.topics)
    return sum(covered) / total


def brings_a_main_topic(candidate: Candidate, need: Need, situation: Situation) -> bool:
    """The floor: more than a neighbouring topic for at least one of the main topics."""
    if not need.topics:
        return True
    return any(coverage(candidate, asked, situation) > SIBLING for asked in main_topics(need))


def is_useful(candidate: Candidate, need: Need, situation: Situation) -> bool:
    """Whether one more such trainer would be worth a change."""
    return topics(candidate, need, situation) >= USEFUL and brings_a_main_topic(candidate, need, situation)


def near(candidate: Candidate, need: Need, situation: Situation) -> float:
    """How near the trainer lives or has worked."""
    return nearness.STEPS[nearness.step(candidate, need.country, situation.places)]


def travel(candidate: Candidate, need: Need, situation: Situation) -> float:
    """How short the way is, where people meet."""
    return travelling.worth(candidate.base_country, need.country) if need.format in FACE_TO_FACE else 1.0


def languages(candidate: Candidate, need: Need, situation: Situation) -> float:
    """How well the asked languages are trained in; a preferred one counts double."""
    total = sum(1 if asked.must else 2 for asked in need.languages)
    if not total:
        return 1.0
    worth = ((1 if asked.must else 2) * language_worth(candidate, asked) for asked in need.languages)
    return sum(worth) / total


def language_worth(candidate: Candidate, asked: AskedLanguage) -> float:
    """What a trainer's command of an asked language is worth for training in it."""
    return worth_of_language(candidate, asked.code)


def worth_of_language(candidate: Candidate, code: str) -> float:
    """What a trainer's command of one language is worth for training in it."""
    for spoken in candidate.languages:
        if spoken.code == code:
            worth = LANGUAGE_WORTH[spoken.level]
            return worth if spoken.can_train else SPEAKS_ONLY * worth
    return NEEDS_INTERPRETER


def experience(candidate: Candidate, need: Need, situation: Situation) -> float:
    """Experience with the asked groups: half the best, half the mean."""
    if not need.at_risk_groups:
        return 1.0
    levels = [candidate.at_risk_groups.get(group, 0) for group in need.at_risk_groups]
    return (max(levels) + sum(levels) / len(levels)) / 2 / MOST_EXPERIENCE


def load(candidate: Candidate, need: Need, situation: Situation) -> float:
    """Hours left free: of one and a half quarters, less committed, asked and half of the last."""
    room = candidate.capacity
    if not room.hours_per_quarter:
        return 0.0
    taken = room.committed_hours + need.hours + room.last_quarter_hours / 2
    return max(0.0, 1 - taken / (1.5 * room.hours_per_quarter))


def group_size(candidate: Candidate, need: Need, situation: Situation) -> float:
    """Whole where the group is no larger than the trainer's largest, less as it grows."""
    return min(1.0, candidate.max_group_size / need.participants)


def facilitator(candidate: Candidate, need: Need, situation: Situation) -> float:
    """The share of preferred attributes opted in to; weighs at a desk only."""
    wished = set(need.facilitator.prefer)
    if not wished or not situation.at_desk:
        return 1.0
    return len(wished & opted_in(candidate, situation)) / len(wished)


def accompaniment(candidate: Candidate, need: Need, situation: Situation) -> float:
    """Hours of accompaniment offered against those asked."""
    if need.accompaniment is None:
        return 1.0
    return min(1.0, candidate.accompaniment_hours / need.accompaniment.hours_per_month)


def time(candidate: Candidate, need: Need, situation: Situation) -> float:
    """Open hours within the weeks asked, against the hours asked and a fourth more."""
    if not weeks.is_known(candidate.availability):
        return UNKNOWN_TIME
    opened = weeks.open_weeks(candidate.availability, need.start_by, need.weeks)
    weekly = weeks.hours_a_week(candidate.availability)
    if weekly is None:
        return opened / need.weeks
    return min(1.0, opened * weekly / (1.25 * need.hours))


def freshness(candidate: Candidate, need: Need, situation: Situation) -> float:
    """Days since the last offer, up to half a year; never asked is the freshest."""
    if candidate.last_offered is None:
        return 1.0
    days = (situation.today - candidate.last_offered).days
    return min(1.0, max(0, days) / DAYS_TO_BE_FRESH)


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that weighs: its code, which names its weight, and its value."""

    code: str
    value: Value


FACTORS = (
    Factor("topics", topics),
    Factor("nearness", near),
    Factor("languages", languages),
    Factor("experience", experience),
    Factor("load", load),
    Factor("group_size", group_size),
    Factor("facilitator", facilitator),
    Factor("accompaniment", accompaniment),
    Factor("time", time),
    Factor("travel", travel),
    Factor("freshness", freshness),
)


def bars(candidate: Candidate, need: Need, situation: Situation, weights: Mapping[str, int]) -> tuple[Bar, ...]:
    """Each factor's value and the points it adds, in tenths that sum to the score."""
    values = [factor.value(candidate, need, situation) for factor in FACTORS]
    points = rounding.shares([weights[factor.code] * value for factor, value in zip(FACTORS, values, strict=True)])
    told = zip(FACTORS, values, points, strict=True)
    return tuple(Bar(factor.code, value, tenths / rounding.TENTHS) for factor, value, tenths in told)
