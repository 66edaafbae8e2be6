"""A plan for many requests: urgent ones first, then as many as can be, then the best scores, work spread.

Exact for the places: no other way of giving them out serves more of a more urgent class, or as many
with a better sum. Two limits are known. How many places a trainer has follows from their hours step by
step (`given_out`), so that no hour is given twice; another mix of long and short requests could now and
then fit one more. And teams, where asked for, are chosen before all others, one by one, the urgent first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from trainers.matching.matrix.open_gates import Gatekeeper
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.rounding import TENTHS, tenths
from trainers.matching.scales import FACE_TO_FACE, URGENCIES
from trainers.matching.values import Candidate, Situation
from trainers.matching.weights import DEFAULTS, check

from . import keeping
from .flow import Flow
from .pairs import Pairs, fitting, pairs
from .unmet import Why
from .values import Answer, Asking, Given, Plan

EXACT = 1_000
"""Points are counted in thousandths."""
WHOLE = 100 * EXACT
MOST_ALTERNATES = 3


@dataclass(frozen=True, slots=True)
class Manner:
    """How a batch is planned: points that one more request of the same trainer must be worth, points for
    staying with whom is being asked, and how many requests a trainer takes at most."""

    balance: float = 4.0
    stability: float = 5.0
    most: int = 3


def plan(
    asking: Sequence[Asking],
    candidates: Matrix | Iterable[Candidate],
    situation: Situation,
    weights: Mapping[str, int] = DEFAULTS,
    manner: Manner = Manner(),
) -> Plan:
    """Propose trainers for all requests at once; raises ValueError for weights that are not whole."""
    check(weights)
    # By id, so that a draw between equals does not hang on the order of rows.
    matrix = candidates if isinstance(candidates, Matrix) else Matrix(sorted(candidates, key=lambda one: one.id))
    return plan_of(pairs(Gatekeeper(matrix, situation), asking, weights), manner)


def plan_of(known: Pairs, manner: Manner = Manner()) -> Plan:
    """The same for pairs that are found already, and of which no hour is spoken for."""
    asking = known.asking
    kept = keeping.kept(known)
    flow = given_out(known, kept, manner)
    given = [_given(known, flow, place, kept) for place in range(len(asking))]
    left = _Left(known, given)
    why = Why(known, flow, left.can_take)
    answers = [
        Answer(
            request=each.id,
            given=given[place],
            alternates=left.alternates(place, manner.most),
            lapsed=kept.lapsed[place],
            unmet=why.unmet(place, kept.missing(place, each) if each.team else flow.unmet[place]),
        )
        for place, each in enumerate(asking)
    ]
    return Plan(tuple(answers), _overlaps(asking, answers))


def given_out(known: Pairs, kept: keeping.Kept, manner: Manner) -> Flow:
    """The places that are left, given out at the least cost.

    At first everybody has as many places as the shortest requests leave them. Who is then given more hours than
    they have loses places, and all is given out anew; it ends, since places only become fewer, and at the latest
    where any of the requests would fit.
    """
    asking = known.asking
    costs = [_costs(known, place, kept, manner) for place in range(len(asking))]
    held = [known.held.get(trainer, 0) for trainer in range(known.keeper.matrix.size)]
    least, capacity = list(held), list(held)
    for trainer, hours in _hours(costs, asking).items():
        safe, hoped = known.places(trainer, hours, manner.most)
        least[trainer], capacity[trainer] = held[trainer] + safe, held[trainer] + hoped
    while True:
        flow = _flow(known, kept, manner, costs, capacity, held)
        fewer = {trainer: held[trainer] + number for trainer, number in _over(known, flow)}
        if not fewer:
            _fill_up(known, flow, manner)
            return flow
        for trainer, number in fewer.items():
            capacity[trainer] = max(least[trainer], min(number, capacity[trainer] - 1))


def _fill_up(known: Pairs, flow: Flow, manner: Manner) -> None:
    """Give places still unmet to who has hours left for them, the urgent first."""
    left = {
        trainer: known.hours_left(trainer) - sum(known.asking[place].need.hours for place in holding)
        for trainer, holding in enumerate(flow.holders)
    }
    for place in _urgent_first(known.asking):
        hours = known.asking[place].need.hours
        for _ in range(flow.unmet[place]):
            free = (
                (cost + flow.next_place(trainer), trainer)
                for trainer, cost in flow.costs[place].items()
                if left[trainer] >= hours and flow.used[trainer] < manner.most and trainer not in flow.chosen[place]
            )
            _cost, found = min(free, default=(0, -1))
            if found < 0:
                break
            flow.add(place, found)
            left[found] -= hours


def _urgent_first(asking: Sequence[Asking]) -> list[int]:
    return sorted(range(len(asking)), key=lambda at: -URGENCIES.index(asking[at].need.urgency))


def _hours(costs: Sequence[Mapping[int, int]], asking: Sequence[Asking]) -> Mapping[int, list[int]]:
    hours: dict[int, list[int]] = defaultdict(list)
    for place, those in enumerate(costs):
        for trainer in those:
            hours[trainer].append(asking[place].need.hours)
    return hours


def _over(known: Pairs, flow: Flow) -> Iterator[tuple[int, int]]:
    """Who was given more hours than they have, with how many of these requests would fit."""
    for trainer, holding in enumerate(flow.holders):
        hours = sorted(known.asking[place].need.hours for place in holding)
        left = known.hours_left(trainer)
        if sum(hours) > left:
            yield trainer, fitting(hours, left)


def _flow(
    known: Pairs,
    kept: keeping.Kept,
    manner: Manner,
    costs: Sequence[Mapping[int, int]],
    capacity: Sequence[int],
    held: Sequence[int],
) -> Flow:
    asking, balance = known.asking, round(manner.balance * EXACT)
    flow = Flow(costs, _unmet_costs(asking, balance, manner), capacity, balance, held)
    for place in _urgent_first(asking):
        for _ in range(0 if asking[place].team else kept.missing(place, asking[place])):
            flow.place(place)
    return flow


def _costs(known: Pairs, place: int, kept: keeping.Kept, manner: Manner) -> dict[int, int]:
    asking, bonus = known.asking[place], round(manner.stability * EXACT)
    if asking.team:
        return {}
    candidates = known.keeper.matrix.candidates
    return {
        trainer: WHOLE + bonus - round(EXACT * points) - (bonus if candidates[trainer].id in asking.pending else 0)
        for trainer, points in known.points[place].items()
        if trainer not in kept.places[place] and known.hours_left(trainer) >= asking.need.hours
    }


def _unmet_costs(asking: Sequence[Asking], balance: int, manner: Manner) -> list[int]:
    """What a place left unmet costs: in each class more than all that could be gained below it."""
    dearest = WHOLE + round(manner.stability * EXACT) + balance * (2 * manner.most + 1)
    below = 1 + dearest * sum(each.places for each in asking)
    price = {}
    for urgency in URGENCIES:
        price[urgency] = below
        below += below * sum(each.places for each in asking if each.need.urgency == urgency)
    return [price[each.need.urgency] for each in asking]


def _given(known: Pairs, flow: Flow, place: int, kept: keeping.Kept) -> tuple[Given, ...]:
    candidates, points = known.keeper.matrix.candidates, known.points[place]
    those = sorted({*kept.places[place], *flow.chosen[place]}, key=lambda at: (-points.get(at, 0), candidates[at].id))
    return tuple(Given(candidates[at].id, _shown(points.get(at, 0)), at in kept.accepted[place]) for at in those)


def _shown(points: float) -> float:
    return tenths(points) / TENTHS


class _Left:
    """What trainers have left once everything is given out."""

    def __init__(self, known: Pairs, given: Sequence[Sequence[Given]]) -> None:
        self.known = known
        self.hours: dict[str, int] = defaultdict(int)
        self.requests: dict[str, int] = defaultdict(int)
        self.given = [{each.trainer for each in those} for those in given]
        for asking, those in zip(known.asking, given, strict=True):
            for each in those:
                self.hours[each.trainer] += asking.need.hours
                self.requests[each.trainer] += 1

    def can_take(self, trainer: int, hours: int) -> bool:
        """Whether a trainer has so many hours that nobody was given."""
        candidate = self.known.keeper.matrix.candidates[trainer]
        return candidate.capacity.left - self.hours[candidate.id] >= hours

    def alternates(self, place: int, most: int) -> tuple[Given, ...]:
        """Who could stand in: the same gates hold for them, and the hours are free."""
        asking, candidates = self.known.asking[place], self.known.keeper.matrix.candidates
        found = [
            (-points, candidates[trainer].id)
            for trainer, points in self.known.points[place].items()
            if candidates[trainer].id not in self.given[place]
            and self.requests[candidates[trainer].id] < most
            and self.can_take(trainer, asking.need.hours)
        ]
        return tuple(Given(identifier, _shown(-points)) for points, identifier in sorted(found)[:MOST_ALTERNATES])


def _overlaps(asking: Sequence[Asking], answers: Sequence[Answer]) -> tuple[tuple[str, str, str], ...]:
    meeting: dict[str, list[Asking]] = defaultdict(list)
    for each, answer in zip(asking, answers, strict=True):
        for given in answer.given if each.need.format in FACE_TO_FACE else ():
            meeting[given.trainer].append(each)
    return tuple(
        (trainer, one.id, other.id)
        for trainer, those in sorted(meeting.items())
        for place, one in enumerate(those)
        for other in those[place + 1 :]
        if _meet(one, other)
    )


def _meet(one: Asking, other: Asking) -> bool:
    ends, other_ends = (each.need.start_by + timedelta(weeks=each.need.weeks) for each in (one, other))
    return one.need.start_by < other_ends and other.need.start_by < ends
