"""One plan for all cases on the table, exactly, and what spreading the work would cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework.batch.choices import SHAPES, Choices
from casework.batch.opening import Opened
from casework.proposing import READY, Stage
from trainers import store
from trainers.matching.batch import balancing
from trainers.matching.batch.pairs import pairs
from trainers.matching.batch.planning import Manner, plan_of
from trainers.matching.batch.values import Asking, Plan
from trainers.matching.matrix.open_gates import Gatekeeper
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.values import Audience, Candidate, Need, Situation
from trainers.weighing.current import weights
from vocabulary import places
from vocabulary import store as vocabulary


@dataclass(frozen=True)
class Solved:
    """The plan with all that its screen needs."""

    plan: Plan
    trades: tuple[balancing.Trade, ...]
    needs: Mapping[str, Need]
    trainers: Mapping[str, Candidate]
    situation: Situation
    weights: Mapping[str, int]


def everybody(today: dt.date) -> Sequence[Candidate]:
    """All trainers, in the order of their ids."""
    return sorted(store.candidates(today), key=lambda one: one.id)


def solve(opened: Iterable[Opened], candidates: Sequence[Candidate], chosen: Choices, today: dt.date) -> Solved:
    """Plan the cases: who said yes or is fixed stays, who is being asked is preferred, who was taken out is out."""
    asking = [asked(each, chosen) for each in opened]
    situation = Situation(places, vocabulary.broader(), today, Audience.COORDINATOR)
    weighed = weights()
    known = pairs(Gatekeeper(Matrix(candidates), situation), asking, weighed)
    manner = Manner(balance=chosen.balance)
    return Solved(
        trades=balancing.trade_off(known, manner),
        plan=plan_of(known, manner),
        needs={each.id: each.need for each in asking},
        trainers={one.id: one for one in candidates},
        situation=situation,
        weights=weighed,
    )


def asked(each: Opened, chosen: Choices) -> Asking:
    """A case as a batch reads it."""
    wanted, team = SHAPES[chosen.shape(each.id)]
    said_yes = frozenset(one.trainer for one in each.asked if one.state in READY)
    return Asking(
        id=each.id,
        need=each.need,
        places=wanted,
        accepted=said_yes | {pair.trainer for pair in chosen.fixed if pair.case == each.id},
        pending=frozenset(one.trainer for one in each.asked if one.state == Stage.OPEN),
        team=team,
        without=frozenset(pair.trainer for pair in chosen.out if pair.case == each.id),
    )
