"""What spreading the work costs: the same requests planned with more and with less weight on balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from trainers.matching.fairness import gini
from trainers.matching.rounding import TENTHS, tenths

from . import keeping
from .pairs import Pairs, anew
from .planning import Manner, given_out

BALANCES: Final = (0.0, 2.0, 4.0, 10.0, 40.0)
"""Points that a second request of the same trainer must be worth more: from not at all to nearly always."""


@dataclass(frozen=True, slots=True)
class Trade:
    """What comes of one weight on balance: places given, their points together, the most requests that one
    trainer has, and how unevenly the requests lie on those who could take one (0 alike, towards 1 all on one)."""

    balance: float
    given: int
    points: float
    most: int
    gini: float


def trade_off(known: Pairs, manner: Manner, balances: Sequence[float] = BALANCES) -> tuple[Trade, ...]:
    """The same pairs given out with each weight on balance; the pairs themselves are left as they are."""
    return tuple(_trade(anew(known), replace(manner, balance=balance)) for balance in balances)


def _trade(known: Pairs, manner: Manner) -> Trade:
    kept = keeping.kept(known)
    flow = given_out(known, kept, manner)
    pairs = [(place, trainer) for place, those in enumerate(kept.places) for trainer in {*those, *flow.chosen[place]}]
    requests = Counter(trainer for _place, trainer in pairs)
    able = {trainer for points in known.points for trainer in points} | requests.keys()
    points = sum(known.points[place].get(trainer, 0.0) for place, trainer in pairs)
    return Trade(
        balance=manner.balance,
        given=len(pairs),
        points=tenths(points) / TENTHS,
        most=max(requests.values(), default=0),
        gini=gini([requests[trainer] for trainer in able]),
    )
