"""What each factor is worth for many trainers at once, kept by what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from trainers.matching import factors, nearness, topics, travelling
from trainers.matching.scales import FACE_TO_FACE
from trainers.matching.values import AskedTopic, Need, Situation

from . import bits
from .open_gates import Gatekeeper, opted_in
from .trainers import Matrix

Places = Sequence[int]
Values = Callable[[Gatekeeper, Need, Places], Iterable[float]]
MOST_KEPT = 600


def _kept(matrix: Matrix, key: tuple[object, ...], make: Callable[[], list[float]]) -> list[float]:
    found = matrix.kept.get(key)
    if found is None:
        if len(matrix.kept) >= MOST_KEPT:
            matrix.kept = {}
        found = matrix.kept[key] = make()
    return found


def coverage(matrix: Matrix, asked: AskedTopic, situation: Situation) -> list[float]:
    """How well everyone covers one asked topic."""
    needed = asked.min_level or topics.CAN_LEAD

    def make() -> list[float]:
        found = [0.0] * matrix.size
        for (offered, level), places in matrix.topics.places.items():
            worth = min(1.0, level / needed) * topics.distance(offered, asked.code, situation.broader)
            for place in places if worth else ():
                if worth > found[place]:
                    found[place] = worth
        return found

    return _kept(matrix, ("topic", asked.code, needed), make)


def covered(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """The asked topics by their weight."""
    total = sum(asked.weight for asked in need.topics)
    if not total:
        return [1.0] * len(places)
    shares = keeper.shares.setdefault(need.topics, {})
    new = [place for place in places if place not in shares]
    if new:
        known = [(asked.weight, coverage(keeper.matrix, asked, keeper.situation)) for asked in need.topics]
        for place in new:
            shares[place] = sum([weight * worth[place] for weight, worth in known]) / total
    return map(shares.__getitem__, places)


def bringing_a_main_topic(keeper: Gatekeeper, need: Need) -> int:
    """Who covers more than a neighbouring topic of at least one main topic."""
    if not need.topics:
        return keeper.matrix.everyone
    found = 0
    for asked in topics.main_topics(need):
        found |= _well_covering(keeper.matrix, asked, keeper.situation)
    return found


def _well_covering(matrix: Matrix, asked: AskedTopic, situation: Situation) -> int:
    known = coverage(matrix, asked, situation)
    key = (asked.code, asked.min_level or topics.CAN_LEAD)
    found = matrix.covering.get(key)
    if found is None:
        covering = (place for place, worth in enumerate(known) if worth > topics.SIBLING)
        found = matrix.covering[key] = bits.of(covering, matrix.size)
    return found


def steps(matrix: Matrix, country: str, situation: Situation) -> list[float]:
    """How near everyone is to a country."""

    def make() -> list[float]:
        found = [0.0] * matrix.size
        for base, places in matrix.base.places.items():
            worth = nearness.STEPS[nearness.step_from(base, country, situation.places)]
            for place in places:
                found[place] = worth
        for place in {*matrix.lived_in.places.get(country, ()), *matrix.worked_in.places.get(country, ())}:
            found[place] = nearness.STEPS[nearness.step(matrix.candidates[place], country, situation.places)]
        return found

    return _kept(matrix, ("near", country), make)


def near(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """How near each lives or has worked."""
    return map(steps(keeper.matrix, need.country, keeper.situation).__getitem__, places)


def travel(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """How short the way is, where people meet."""
    if need.format not in FACE_TO_FACE:
        return [1.0] * len(places)
    matrix = keeper.matrix

    def make() -> list[float]:
        found = [0.0] * matrix.size
        for base, there in matrix.base.places.items():
            worth = travelling.worth(base, need.country)
            for place in there:
                found[place] = worth
        return found

    return map(_kept(matrix, ("way", need.country), make).__getitem__, places)


def languages(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """How well the asked languages are trained in."""
    total = sum(1 if asked.must else 2 for asked in need.languages)
    if not total:
        return [1.0] * len(places)
    known = [(1 if asked.must else 2, _worth(keeper.matrix, asked.code)) for asked in need.languages]
    return [sum([weight * worth[place] for weight, worth in known]) / total for place in places]


def _worth(matrix: Matrix, code: str) -> list[float]:
    def make() -> list[float]:
        found = [factors.NEEDS_INTERPRETER] * matrix.size
        for place in matrix.speaks.get(code, ()):
            found[place] = factors.worth_of_language(matrix.candidates[place], code)
        return found

    return _kept(matrix, ("language", code), make)


def experience(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """Experience with the asked groups: half the best, half the mean."""
    groups = need.at_risk_groups
    if not groups:
        return [1.0] * len(places)
    candidates = keeper.matrix.candidates
    levels = ([candidates[place].at_risk_groups.get(group, 0) for group in groups] for place in places)
    return [(max(found) + sum(found) / len(groups)) / 2 / factors.MOST_EXPERIENCE for found in levels]


def load(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """Hours left free."""
    candidates, situation = keeper.matrix.candidates, keeper.situation
    return [factors.load(candidates[place], need, situation) for place in places]


def group_size(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """Whether the group is no larger than the largest."""
    candidates, people = keeper.matrix.candidates, need.participants
    return [min(1.0, candidates[place].max_group_size / people) for place in places]


def facilitator(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """The share of preferred attributes opted in to."""
    wished = set(need.facilitator.prefer)
    if not wished or not keeper.situation.at_desk:
        return [1.0] * len(places)
    agreed = [set(bits.places(opted_in(keeper.matrix, code, keeper.situation))) for code in wished]
    return [sum([place in those for those in agreed]) / len(wished) for place in places]


def accompaniment(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """Hours of accompaniment offered against those asked."""
    if need.accompaniment is None:
        return [1.0] * len(places)
    candidates, asked = keeper.matrix.candidates, need.accompaniment.hours_per_month
    return [min(1.0, candidates[place].accompaniment_hours / asked) for place in places]


def time(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """Open hours within the weeks asked."""
    matrix, asked = keeper.matrix, 1.25 * need.hours
    opened = keeper.opened(need, places)
    weekly, known = matrix.weekly_hours, matrix.time_known
    found = []
    for place in places:
        if not known[place]:
            found.append(factors.UNKNOWN_TIME)
            continue
        weeks, hours = opened.get(place, need.weeks), weekly[place]
        found.append(weeks / need.weeks if hours is None else min(1.0, weeks * hours / asked))
    return found


def freshness(keeper: Gatekeeper, need: Need, places: Places) -> Iterable[float]:
    """Days since the last offer."""
    candidates, situation = keeper.matrix.candidates, keeper.situation
    return [factors.freshness(candidates[place], need, situation) for place in places]


# Each factor's values, with the fields of a request that they read.
VALUES: Mapping[str, tuple[Values, tuple[str, ...]]] = MappingProxyType(
    {
        "topics": (covered, ("topics",)),
        "nearness": (near, ("country",)),
        "languages": (languages, ("languages",)),
        "experience": (experience, ("at_risk_groups",)),
        "load": (load, ("hours",)),
        "group_size": (group_size, ("participants",)),
        "facilitator": (facilitator, ("facilitator",)),
        "accompaniment": (accompaniment, ("accompaniment",)),
        "time": (time, ("start_by", "weeks", "hours")),
        "travel": (travel, ("country", "format")),
        "freshness": (freshness, ()),
    }
)
