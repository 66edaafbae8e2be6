"""What is settled before places are given out: who has accepted, and teams, which come whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainers.matching.gates import judge
from trainers.matching.scales import URGENCIES

from . import teams
from .pairs import Pairs
from .values import Asking


@dataclass(frozen=True, slots=True)
class Kept:
    """For each request, who keeps a place, who of them accepted, and who accepted in vain, with the closed gates."""

    places: Sequence[set[int]]
    accepted: Sequence[frozenset[int]]
    lapsed: Sequence[Mapping[str, tuple[str, ...]]]

    def missing(self, place: int, asking: Asking) -> int:
        """How many trainers a request still needs."""
        return max(0, asking.places - len(self.places[place]))


def kept(known: Pairs) -> Kept:
    """Keep the places of those who accepted, then choose teams, the urgent first; their hours are reserved."""
    accepted, lapsed = [], []
    for place in range(len(known.asking)):
        holds, lapses = _accepted(known, place)
        accepted.append(frozenset(holds))
        lapsed.append(lapses)
    found = Kept([set(holds) for holds in accepted], accepted, lapsed)
    for place in sorted(range(len(known.asking)), key=lambda at: -URGENCIES.index(known.asking[at].need.urgency)):
        if known.asking[place].team:
            _choose_team(known, place, found)
    return found


def _accepted(known: Pairs, place: int) -> tuple[list[int], dict[str, tuple[str, ...]]]:
    asking, matrix = known.asking[place], known.keeper.matrix
    holds, lapses = [], {}
    for identifier in sorted(asking.accepted & matrix.place.keys()):
        trainer = matrix.place[identifier]
        closed = judge(matrix.candidates[trainer], asking.need, known.keeper.situation).closed
        if not closed and known.hours_left(trainer) < asking.need.hours:
            closed = ("G7",)
        if closed:
            lapses[identifier] = closed
        else:
            known.reserve(trainer, asking.need.hours)
            holds.append(trainer)
    return holds, lapses


def _choose_team(known: Pairs, place: int, found: Kept) -> None:
    asking, candidates = known.asking[place], known.keeper.matrix.candidates
    if asking.team is None or found.places[place]:
        return
    free = [
        teams.Member(candidates[trainer], points)
        for trainer, points in known.points[place].items()
        if known.hours_left(trainer) >= asking.need.hours
    ]
    team = teams.best(free, asking.places, asking.team, known.keeper.situation)
    for member in team or ():
        trainer = known.keeper.matrix.place[member.candidate.id]
        known.reserve(trainer, asking.need.hours)
        found.places[place].add(trainer)
