"""The musts: one row for each gate, and what happens where something is unknown.

A gate is never a weight. Unknown fails the gates that keep people safe and passes
the others with a word of warning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from . import weeks
from .scales import FACE_TO_FACE, KIND_OF_WORK, LANGUAGE_LEVELS, RISK_LEVELS, at_least
from .topics import level_in
from .values import AskedLanguage, Candidate, Need, Situation


class Verdict(Enum):
    """What a gate finds."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


Test = Callable[[Candidate, Need, Situation], Verdict]


@dataclass(frozen=True, slots=True)
class Gate:
    """One must: its code, its test, and what it guards."""

    code: str
    name: str
    test: Test
    unknown_fails: bool = False
    offered: bool = True
    """Whether giving it up may be proposed, and named to a requester."""


def verdict(holds: bool) -> Verdict:
    """Turn a plain yes or no into a verdict."""
    return Verdict.OPEN if holds else Verdict.CLOSED


def listed(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G1: published, and vetted until today or later."""
    until = candidate.vetted_until
    return verdict(candidate.published and until is not None and until >= situation.today)


def accepts_this_work(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G2: has agreed to this kind of work, and to urgent requests where this is one."""
    if candidate.accepts is None:
        return Verdict.UNKNOWN
    asked = {KIND_OF_WORK.get(need.format, "training")}
    if need.urgency == "urgent":
        asked.add("urgent")
    return verdict(asked <= candidate.accepts)


def trains_in(candidate: Candidate, asked: AskedLanguage) -> bool:
    """Whether a trainer trains in exactly this language at the level asked."""
    return any(
        spoken.code == asked.code and spoken.can_train and at_least(LANGUAGE_LEVELS, spoken.level, asked.level)
        for spoken in candidate.languages
    )


def trains_in_each_must(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G3: trains in every language that is a must."""
    return verdict(all(trains_in(candidate, asked) for asked in need.languages if asked.must))


def works_in_format(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G4: the format is among theirs."""
    return verdict(need.format in candidate.formats)


def cleared_for_risk(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G5: cleared for the risk of this setting at least."""
    if candidate.risk_clearance is None:
        return Verdict.UNKNOWN
    return verdict(at_least(RISK_LEVELS, candidate.risk_clearance, need.risk_level))


def has_open_weeks(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G6: one open week where people meet, half of the weeks in other formats."""
    opened = weeks.open_weeks(candidate.availability, need.start_by, need.weeks)
    enough = opened >= 1 if need.format == "in_person" else 2 * opened >= need.weeks
    if not enough:
        return Verdict.CLOSED
    return Verdict.OPEN if weeks.is_known(candidate.availability) else Verdict.UNKNOWN


def has_hours_left(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G7: hours left in the quarter for all that is asked."""
    return verdict(candidate.capacity.left >= need.hours)


def no_conflict(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G8: neither side refuses the other; at a desk the trainer's own refusals count too."""
    if situation.at_desk:
        return verdict(not (_refused(candidate, need) or _refuses(candidate, need)))
    return _seen_from_outside(candidate, need)


def _refused(candidate: Candidate, need: Need) -> bool:
    out = need.exclusions
    return (
        candidate.id in out.trainers
        or candidate.organisation in out.organisations
        or candidate.base_country in out.countries
        or candidate.organisation_country in out.countries
    )


def _refuses(candidate: Candidate, need: Need) -> bool:
    asker = need.requesting_organisation
    return need.country in candidate.exclusions.countries or (
        asker is not None and (asker == candidate.organisation or asker in candidate.exclusions.organisations)
    )


def _seen_from_outside(candidate: Candidate, need: Need) -> Verdict:
    # An exclusion must not tell an unknown asker who belongs where: a membership or a
    # country that is not public is unknown to them, and unknown fails here. Nor may it
    # tell whether an identifier that is not public exists.
    out = need.exclusions
    asked = set()
    if out.organisations or out.countries:
        asked.add("organisation")
    if out.countries:
        asked.add("base_country")
    if not asked <= candidate.public:
        return Verdict.UNKNOWN
    if "display_name" not in candidate.public:
        out = replace(out, trainers=frozenset())
    return verdict(not _refused(candidate, replace(need, exclusions=out)))


def meets_group_musts(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G9: has opted in, until today or later, to every attribute the group requires."""
    if not situation.at_desk:
        return Verdict.OPEN
    missing = set(need.facilitator.must) - opted_in(candidate, situation)
    return Verdict.UNKNOWN if missing else Verdict.OPEN


def opted_in(candidate: Candidate, situation: Situation) -> set[str]:
    """The attributes whose consent still runs."""
    return {attribute.code for attribute in candidate.facilitator_attributes if attribute.expires >= situation.today}


def can_accompany(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G10: offers the hours of accompaniment, where they are a must."""
    asked = need.accompaniment
    if asked is None or not asked.must:
        return Verdict.OPEN
    return verdict(candidate.accompaniment_hours >= asked.hours_per_month)


def can_be_there(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G11: where people meet, lives there or is willing, able and in time to travel."""
    if need.format not in FACE_TO_FACE or candidate.base_country == need.country:
        return Verdict.OPEN
    travel = candidate.travel
    goes = need.country in travel.countries or any(
        situation.places.within(need.country, region) for region in travel.regions
    )
    in_time = need.start_by - situation.today >= timedelta(weeks=travel.notice_weeks)
    return verdict(goes and need.country not in travel.cannot_enter and in_time)


def has_topic_levels(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G12: the least level of each topic that names one, in it or a narrower topic."""
    return verdict(
        all(
            level_in(candidate, topic.code, situation.broader) >= topic.min_level
            for topic in need.topics
            if topic.min_level is not None
        )
    )


def not_declined(candidate: Candidate, need: Need, situation: Situation) -> Verdict:
    """G13: has not already said no to this request; told to a desk only."""
    return verdict(not situation.at_desk or candidate.id not in need.declined)


GATES = (
    Gate("G1", "vetted", listed, offered=False),
    Gate("G2", "consent", accepts_this_work, unknown_fails=True, offered=False),
    Gate("G3", "language", trains_in_each_must),
    Gate("G4", "format", works_in_format),
    Gate("G5", "risk", cleared_for_risk, unknown_fails=True, offered=False),
    Gate("G6", "dates", has_open_weeks),
    Gate("G7", "hours", has_hours_left),
    Gate("G8", "conflict", no_conflict, unknown_fails=True, offered=False),
    Gate("G9", "group", meets_group_musts, unknown_fails=True, offered=False),
    Gate("G10", "accompaniment", can_accompany),
    Gate("G11", "travel", can_be_there),
    Gate("G12", "topic_level", has_topic_levels),
    Gate("G13", "declined", not_declined, offered=False),
)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The gates that closed for one trainer, and those passed without knowing."""

    closed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def eligible(self) -> bool:
        """Whether no gate closed."""
        return not self.closed


def judge(candidate: Candidate, need: Need, situation: Situation) -> Verdicts:
    """Put one trainer to every gate."""
    closed, unknown = [], []
    for gate in GATES:
        found = gate.test(candidate, need, situation)
        if found is Verdict.CLOSED or (found is Verdict.UNKNOWN and gate.unknown_fails):
            closed.append(gate.code)
        elif found is Verdict.UNKNOWN:
            unknown.append(gate.code)
    return Verdicts(tuple(closed), tuple(unknown))
