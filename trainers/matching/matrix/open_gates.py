"""Who passes each gate of one request, and of the same request with something given up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from trainers.matching import weeks
from trainers.matching.scales import FACE_TO_FACE, KIND_OF_WORK, LANGUAGE_LEVELS, RISK_LEVELS
from trainers.matching.topics import is_narrower
from trainers.matching.values import AskedLanguage, Exclusions, Need, Situation

from .bits import of, places
from .trainers import Matrix

Passing = Callable[[Matrix, Need, Situation], int]


def listed(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G1."""
    return matrix.vetted.at_least(situation.today)


def accepts_this_work(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G2."""
    found = matrix.accepts.mask(KIND_OF_WORK.get(need.format, "training"))
    return found & matrix.accepts.mask("urgent") if need.urgency == "urgent" else found


def trains_in(matrix: Matrix, asked: AskedLanguage) -> int:
    """Who trains in a language at the level asked."""
    enough = LANGUAGE_LEVELS[LANGUAGE_LEVELS.index(asked.level) :]
    return matrix.trains.any_of((asked.code, level) for level in enough)


def trains_in_each_must(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G3."""
    found = matrix.everyone
    for asked in need.languages:
        if asked.must:
            found &= trains_in(matrix, asked)
    return found


def works_in_format(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G4."""
    return matrix.formats.mask(need.format)


def cleared_for_risk(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G5."""
    return matrix.clearance.any_of(RISK_LEVELS[RISK_LEVELS.index(need.risk_level) :])


def has_hours_left(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G7."""
    return matrix.hours_left.at_least(need.hours)


def no_conflict(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G8."""
    if not situation.at_desk:
        return _no_conflict_from_outside(matrix, need.exclusions)
    asker = need.requesting_organisation
    closed = _refused(matrix, need.exclusions, matrix.everyone) | matrix.refuses_countries.mask(need.country)
    if asker is not None:
        closed |= matrix.organisation.mask(asker) | matrix.refuses_organisations.mask(asker)
    return matrix.everyone & ~closed


def _refused(matrix: Matrix, out: Exclusions, named: int) -> int:
    trainers = of((matrix.place[each] for each in out.trainers if each in matrix.place), matrix.size)
    return (
        trainers & named
        | matrix.organisation.any_of(out.organisations)
        | matrix.base.any_of(out.countries)
        | matrix.organisation_country.any_of(out.countries)
    )


def _no_conflict_from_outside(matrix: Matrix, out: Exclusions) -> int:
    known = matrix.everyone
    if out.organisations or out.countries:
        known &= matrix.public.mask("organisation")
    if out.countries:
        known &= matrix.public.mask("base_country")
    return known & ~_refused(matrix, out, matrix.public.mask("display_name"))


def opted_in(matrix: Matrix, code: str, situation: Situation) -> int:
    """Who agreed to be matched by an attribute, until today or later."""
    return matrix.opted_in.where(lambda key: key[0] == code and key[1] >= situation.today)


def meets_group_musts(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G9."""
    found = matrix.everyone
    for code in need.facilitator.must if situation.at_desk else ():
        found &= opted_in(matrix, code, situation)
    return found


def can_accompany(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G10."""
    asked = need.accompaniment
    return matrix.accompanies.at_least(asked.hours_per_month) if asked and asked.must else matrix.everyone


def can_be_there(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G11."""
    if need.format not in FACE_TO_FACE:
        return matrix.everyone
    country, weeks_to_go = need.country, (need.start_by - situation.today).days // 7
    goes = matrix.goes_to_countries.mask(country) | matrix.goes_to_regions.where(
        lambda region: situation.places.within(country, region)
    )
    in_time = matrix.notice.where(lambda notice: notice <= weeks_to_go)
    return matrix.base.mask(country) | (goes & in_time & ~matrix.cannot_enter.mask(country))


def has_topic_levels(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G12."""
    found = matrix.everyone
    for topic in need.topics:
        if topic.min_level is not None:
            found &= _has_level(matrix, topic.code, topic.min_level, situation)
    return found


def _has_level(matrix: Matrix, code: str, least: int, situation: Situation) -> int:
    def enough(key: tuple[str, int]) -> bool:
        return key[1] >= least and (key[0] == code or is_narrower(key[0], code, situation.broader))

    return matrix.topics.where(enough)


def not_declined(matrix: Matrix, need: Need, situation: Situation) -> int:
    """G13."""
    said_no = need.declined if situation.at_desk else ()
    return matrix.everyone & ~of((matrix.place[each] for each in said_no if each in matrix.place), matrix.size)


# Each gate but G6, with the fields of a request that it reads.
PASSING: Mapping[str, tuple[Passing, tuple[str, ...]]] = MappingProxyType(
    {
        "G1": (listed, ()),
        "G2": (accepts_this_work, ("format", "urgency")),
        "G3": (trains_in_each_must, ("languages",)),
        "G4": (works_in_format, ("format",)),
        "G5": (cleared_for_risk, ("risk_level",)),
        "G7": (has_hours_left, ("hours",)),
        "G8": (no_conflict, ("exclusions", "country", "requesting_organisation")),
        "G9": (meets_group_musts, ("facilitator",)),
        "G10": (can_accompany, ("accompaniment",)),
        "G11": (can_be_there, ("country", "format", "start_by")),
        "G12": (has_topic_levels, ("topics",)),
        "G13": (not_declined, ("declined",)),
    }
)


class Gatekeeper:
    """Puts all trainers to the gates; what two wordings of a request have in common is asked once."""

    def __init__(self, matrix: Matrix, situation: Situation) -> None:
        matrix.under(situation.broader)
        self.matrix = matrix
        self.situation = situation
        self._passing: dict[Any, int] = {}
        self._opened: dict[Any, dict[int, int]] = {}
        self.shares: dict[Any, dict[int, float]] = {}
        """What share of the asked topics is covered, by the topics asked."""

    def passing(self, gate: str, need: Need) -> int:
        """Who passes one gate, G6 left out."""
        test, reads = PASSING[gate]
        key = (gate, *(getattr(need, name) for name in reads))
        found = self._passing.get(key)
        if found is None:
            found = self._passing[key] = test(self.matrix, need, self.situation)
        return found

    def eligible(self, need: Need, among: int | None = None) -> int:
        """Who passes every gate, of some or of all; the weeks, which cost most, are looked at last."""
        found = self.matrix.everyone if among is None else among
        for gate in PASSING:
            found &= self.passing(gate, need)
            if not found:
                return 0
        return self.has_open_weeks(need, found)

    def has_open_weeks(self, need: Need, among: int) -> int:
        """G6: those among some who have an open week where people meet, half of the weeks elsewhere."""
        limited = places(among & self.matrix.dated)
        opened = self.opened(need, limited)
        least = 1 if need.format == "in_person" else (need.weeks + 1) // 2
        closed = [place for place in limited if opened[place] < least]
        return among & ~of(closed, self.matrix.size) if closed else among

    def opened(self, need: Need, limited: Iterable[int]) -> Mapping[int, int]:
        """The number of open weeks of those whose time is limited."""
        known = self._opened.setdefault((need.start_by, need.weeks), {})
        first = need.start_by.toordinal()
        for place in limited:
            if place not in known:
                calendar = self.matrix.calendars[place]
                known[place] = weeks.open_in(calendar, first, need.weeks) if calendar else need.weeks
        return known

    def seen(self, need: Need) -> int:
        """The trainers that take part; for a requester only the listed who show something at all."""
        if self.situation.at_desk:
            return self.matrix.everyone
        return self.passing("G1", need) & self.matrix.public.where(lambda field: True)
