"""Why a place stays unmet, and what would mend it most cheaply."""

from __future__ import annotations

from collections.abc import Callable

from trainers.matching.gates import GATES
from trainers.matching.matrix import bits
from trainers.matching.matrix.open_gates import PASSING
from trainers.matching.matrix.useful import Useful
from trainers.matching.outcome import Change
from trainers.matching.relaxing import relaxations
from trainers.matching.values import Need

from .flow import Flow
from .pairs import Pairs
from .values import Unmet

CanTake = Callable[[int, int], bool]


class Why:
    """Looks into what was left: the gates, the other requests, and the trainers with hours to give."""

    def __init__(self, known: Pairs, flow: Flow, can_take: CanTake) -> None:
        self.known = known
        self.flow = flow
        self.can_take = can_take
        self.useful = Useful(known.keeper)

    def unmet(self, place: int, places: int) -> Unmet | None:
        """Everything there is to say of a request that lacks trainers; nothing of one that lacks none."""
        if not places:
            return None
        need = self.known.asking[place].need
        change, brings = self._change(need)
        return Unmet(
            places=places,
            eligible=len(self.known.points[place]),
            blocking=self._blocking(need),
            taken_by=self._taken_by(place),
            more_of=self._more_of(place),
            change=change,
            change_brings=brings,
        )

    def _blocking(self, need: Need) -> dict[str, int]:
        """How many useful trainers each gate alone keeps out; gates that keep nobody out are not named."""
        keeper = self.known.keeper
        found = {}
        for gate in GATES:
            others = keeper.matrix.everyone
            for code in PASSING:
                others &= keeper.matrix.everyone if code == gate.code else keeper.passing(code, need)
            if gate.code == "G6":
                alone = others & ~keeper.has_open_weeks(need, others)
            else:
                alone = keeper.has_open_weeks(need, others & ~keeper.passing(gate.code, need))
            number = self.useful.among(alone, need).bit_count()
            if number:
                found[gate.code] = number
        return found

    def _taken_by(self, place: int) -> tuple[str, ...]:
        asking = self.known.asking
        holding = {
            request
            for trainer in self.known.points[place]
            for request in self.flow.holders[trainer]
            if request != place
        }
        return tuple(asking[request].id for request in sorted(holding))

    def _more_of(self, place: int) -> str | None:
        told = self.flow.further_place(place)
        return self.known.keeper.matrix.candidates[told[0]].id if told else None

    def _change(self, need: Need) -> tuple[Change | None, int]:
        """The cheapest thing to give up for which somebody with hours to give would come."""
        keeper = self.known.keeper
        for option in sorted(relaxations(need), key=lambda each: each.cost):
            come = self.useful.among(keeper.eligible(option.need) & ~keeper.eligible(need), option.need)
            free = [trainer for trainer in bits.places(come) if self.can_take(trainer, option.need.hours)]
            if free:
                return option.change, len(free)
        return None, 0
