"""Gives out places at the least cost, exactly: successive shortest paths with potentials.

Each place of a request goes to a trainer who may take it, at a cost, or stays unmet, at a higher one.
A trainer's first place costs little and each further one more, so that work is spread where it can be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

NEVER = float("inf")


class _Search:
    """What is known of the ways for one more place: a trainer is a number, a request its complement (~n)."""

    def __init__(self, start: int, best: float) -> None:
        self.best = best
        self.end = ~start
        self.reached: dict[int, float] = {~start: 0}
        self.heap: list[tuple[float, int]] = [(0, ~start)]
        self.settled: set[int] = set()
        self.asked_by: dict[int, int] = {}
        self.freed_by: dict[int, int] = {}

    def reach(self, node: int, far: float) -> bool:
        """Whether a way is shorter than those known, and worth following."""
        if far >= self.best or far >= self.reached.get(node, NEVER):
            return False
        self.reached[node] = far
        heappush(self.heap, (far, node))
        return True

    def may_end(self, node: int, cost: float) -> None:
        """Note the whole cost of ending here."""
        if cost < self.best:
            self.best, self.end = cost, node


class Flow:
    """Who takes which place; requests and trainers are numbers."""

    def __init__(
        self,
        costs: Sequence[Mapping[int, int]],
        unmet_costs: Sequence[int],
        capacity: Sequence[int],
        balance: int,
        held: Sequence[int] = (),
    ) -> None:
        """Costs of each request's trainers, of leaving it unmet, and places of each trainer, of which some are held.

        No cost may be below zero.
        """
        self.costs = costs
        self.unmet_costs = unmet_costs
        self.capacity = capacity
        self.balance = balance
        self.used = list(held) or [0] * len(capacity)
        self.chosen: list[set[int]] = [set() for _ in costs]
        self.holders: list[set[int]] = [set() for _ in capacity]
        self.unmet = [0] * len(costs)
        # What keeps every cost that is left at zero or more: lowered by what a found way saves.
        self._of_request = [0] * len(costs)
        self._of_trainer = [0] * len(capacity)

    def next_place(self, trainer: int) -> int:
        """What one more place of a trainer costs: each costs more than the one before."""
        return self.balance * (2 * self.used[trainer] + 1)

    def place(self, request: int) -> None:
        """Give one more place to a request, moving others where that is cheaper."""
        search = _Search(request, self.unmet_costs[request] + self._of_request[request])
        self._look(search)
        self._lower(search)
        self._follow(search, request)

    def _look(self, search: _Search) -> None:
        while search.heap:
            far, node = heappop(search.heap)
            if far >= search.best:
                return
            if node in search.settled:
                continue
            search.settled.add(node)
            if node < 0:
                self._from_request(~node, far, search)
            else:
                self._from_trainer(node, far, search)

    def _from_request(self, request: int, far: float, search: _Search) -> None:
        base, lowered, mine = far + self._of_request[request], self._of_trainer, self.chosen[request]
        used, capacity = self.used, self.capacity
        for trainer, cost in self.costs[request].items():
            there = base + cost - lowered[trainer]
            if there < search.best and trainer not in mine and search.reach(trainer, there):
                search.asked_by[trainer] = request
                if used[trainer] < capacity[trainer]:
                    search.may_end(trainer, there + self.next_place(trainer) + lowered[trainer])

    def _from_trainer(self, trainer: int, far: float, search: _Search) -> None:
        base = far + self._of_trainer[trainer]
        for request in self.holders[trainer]:
            there = base - self.costs[request][trainer] - self._of_request[request]
            if search.reach(~request, there):
                search.freed_by[request] = trainer
                search.may_end(~request, there + self.unmet_costs[request] + self._of_request[request])

    def _lower(self, search: _Search) -> None:
        for node in search.settled:
            change = int(search.reached[node] - search.best)
            if change < 0 and node < 0:
                self._of_request[~node] += change
            elif change < 0:
                self._of_trainer[node] += change

    def _follow(self, search: _Search, start: int) -> None:
        node = search.end
        if node < 0:
            self.unmet[~node] += 1
        else:
            self.used[node] += 1
        while node != ~start:
            if node < 0:
                request, node = ~node, search.freed_by[~node]
                self.chosen[request].discard(node)
                self.holders[node].discard(request)
            else:
                request = search.asked_by[node]
                self.chosen[request].add(node)
                self.holders[node].add(request)
                node = ~request

    def add(self, request: int, trainer: int) -> None:
        """Give an unmet place to a trainer beside all others, with a place more for it."""
        self.chosen[request].add(trainer)
        self.holders[trainer].add(request)
        self.used[trainer] += 1
        self.unmet[request] -= 1

    def further_place(self, request: int) -> tuple[int, int] | None:
        """The trainer of whom one place more would serve a request most cheaply, with what that would cost."""
        search = _Search(request, NEVER)
        # No way ends here: trainers without a place left are what is looked for.
        while search.heap:
            far, node = heappop(search.heap)
            if node in search.settled:
                continue
            search.settled.add(node)
            if node < 0:
                self._pass_request(~node, far, search)
            else:
                self._pass_trainer(node, far, search)
        costs = [
            (
                int(search.reached[node]) - self._of_request[request] + self._of_trainer[node] + self.next_place(node),
                node,
            )
            for node in search.settled
            if node >= 0
        ]
        cost, trainer = min(costs, default=(0, -1))
        return None if trainer < 0 else (trainer, cost)

    def _pass_request(self, request: int, far: float, search: _Search) -> None:
        base = far + self._of_request[request]
        for trainer, cost in self.costs[request].items():
            if trainer not in self.chosen[request]:
                search.reach(trainer, base + cost - self._of_trainer[trainer])

    def _pass_trainer(self, trainer: int, far: float, search: _Search) -> None:
        base = far + self._of_trainer[trainer]
        for request in self.holders[trainer]:
            search.reach(~request, base - self.costs[request][trainer] - self._of_request[request])

    def total(self) -> int:
        """What everything costs as it stands, places that were held before left out."""
        given = sum(self.costs[request][trainer] for request, those in enumerate(self.chosen) for trainer in those)
        unmet = sum(cost * places for cost, places in zip(self.unmet_costs, self.unmet, strict=True))
        # The n-th place costs 2n - 1 times the balance: n places cost n squared.
        spread = sum(used**2 - (used - len(held)) ** 2 for used, held in zip(self.used, self.holders, strict=True))
        return given + unmet + self.balance * spread
