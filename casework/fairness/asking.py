"""How asking is spread over the listed trainers: hours spoken for, hours of the last quarter, when last asked. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from trainers.matching.fairness import spread
from trainers.matching.values import Candidate

LONG_AGO: Final = dt.timedelta(days=365)


@dataclass(frozen=True)
class Load:
    """What lies on a trainer; `share` is the part of their hours that is spoken for."""

    trainer: str
    committed: int
    last_quarter: int
    of: int
    last_asked: dt.date | None

    @property
    def hours(self) -> int:
        """Both together."""
        return self.committed + self.last_quarter

    @property
    def share(self) -> float:
        """The part of the quarter's hours that is spoken for; someone overbooked has more than all."""
        return self.committed / self.of if self.of else 0.0


@dataclass(frozen=True)
class Asking:
    """Everyone who could be asked: who too often, who never, who not for a year; how unevenly hours lie."""

    everyone: int
    often: tuple[Load, ...]
    never: tuple[str, ...]
    long_ago: tuple[Load, ...]
    gini: float


def asking(listed: Iterable[Candidate], today: dt.date) -> Asking:
    """Look at those who could be asked today."""
    loads = {one.id: _load(one) for one in listed}
    found = spread({each.trainer: each.hours for each in loads.values()})
    never = tuple(each.trainer for each in loads.values() if each.last_asked is None)
    return Asking(
        everyone=len(loads),
        often=tuple(sorted((loads[each] for each in found.often), key=lambda load: (-load.hours, load.trainer))),
        never=tuple(sorted(never)),
        long_ago=tuple(each for each in loads.values() if each.last_asked and today - each.last_asked > LONG_AGO),
        gini=found.gini,
    )


def _load(one: Candidate) -> Load:
    room = one.capacity
    return Load(one.id, room.committed_hours, room.last_quarter_hours, room.hours_per_quarter, one.last_offered)
