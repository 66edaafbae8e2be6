"""Places are given out at the least cost there is: beside a search through everything, over drawn small cases."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from random import Random
from typing import NamedTuple

import pytest

from trainers.matching.batch.flow import Flow

UNMET = (1_000, 50_000, 2_000_000)


class Case(NamedTuple):
    """A drawn case: costs, what leaving a place unmet costs, how many are wanted, how many a trainer has."""

    costs: list[dict[int, int]]
    unmet: list[int]
    wanted: list[int]
    capacity: list[int]
    balance: int


def drawn(draw: Random, most: int = 7) -> Case:
    """A case of at most so many requests and trainers; ties and trainers without a place are common."""
    requests, trainers = draw.randint(1, most), draw.randint(1, most)
    share = draw.choice((0.3, 0.6, 0.9))
    return Case(
        [{t: draw.randint(0, 30) for t in range(trainers) if draw.random() < share} for _ in range(requests)],
        [draw.choice(UNMET) for _ in range(requests)],
        [draw.choice((1, 1, 1, 2, 3)) for _ in range(requests)],
        [draw.choice((0, 1, 1, 2)) for _ in range(trainers)],
        draw.choice((0, 3, 10)),
    )


def given_out(case: Case) -> Flow:
    """The case as the solver leaves it."""
    flow = Flow(case.costs, case.unmet, case.capacity, case.balance)
    for request, places in enumerate(case.wanted):
        for _ in range(places):
            flow.place(request)
    return flow


def least(case: Case) -> int:
    """The least cost there is, by trying every set of trainers for every request."""

    @cache
    def rest(request: int, used: tuple[int, ...]) -> int:
        if request == len(case.costs):
            return 0
        costs, wanted = case.costs[request], case.wanted[request]
        free = [trainer for trainer in costs if used[trainer] < case.capacity[trainer]]
        found = []
        for places in range(min(wanted, len(free)) + 1):
            for taken in combinations(free, places):
                price = sum(costs[t] + case.balance * (2 * used[t] + 1) for t in taken)
                left = tuple(number + (t in taken) for t, number in enumerate(used))
                found.append(price + case.unmet[request] * (wanted - places) + rest(request + 1, left))
        return min(found)

    return rest(0, (0,) * len(case.capacity))


@pytest.mark.parametrize("seed", range(4))
def test_no_other_way_of_giving_out_costs_less(seed: int) -> None:
    draw = Random(seed)
    for _ in range(40):
        case = drawn(draw, most=5 if seed else 7)
        flow = given_out(case)
        assert flow.total() == least(case)
        for trainer, capacity in enumerate(case.capacity):
            assert flow.used[trainer] == len(flow.holders[trainer]) <= capacity
        for request, wanted in enumerate(case.wanted):
            assert len(flow.chosen[request]) + flow.unmet[request] == wanted
            assert flow.chosen[request] <= case.costs[request].keys()


def test_the_order_of_requests_changes_no_cost() -> None:
    draw = Random(9)
    for _ in range(60):
        case = drawn(draw)
        turned = case._replace(costs=case.costs[::-1], unmet=case.unmet[::-1], wanted=case.wanted[::-1])
        assert given_out(case).total() == given_out(turned).total()


def test_work_is_spread_where_it_can_be() -> None:
    both_can = [{0: 0, 1: 1}, {0: 0, 1: 1}]
    alone = given_out(Case(both_can, [99, 99], [1, 1], [2, 2], balance=0))
    spread = given_out(Case(both_can, [99, 99], [1, 1], [2, 2], balance=3))
    assert (alone.used, spread.used) == ([2, 0], [1, 1])


def test_one_place_more_where_it_is_said_to_help_does_help_and_none_helps_more() -> None:
    draw = Random(5)
    helped = 0
    for _ in range(150):
        case = drawn(draw, most=5)
        flow = given_out(case)
        for request in [number for number, places in enumerate(flow.unmet) if places]:
            told = flow.further_place(request)
            if told is None:
                assert set(case.costs[request]) == flow.chosen[request]
                continue
            trainer, cost = told
            more = [places + (number == trainer) for number, places in enumerate(case.capacity)]
            saved = flow.total() - given_out(case._replace(capacity=more)).total()
            assert saved >= case.unmet[request] - cost > 0
            helped += 1
    assert helped > 50
