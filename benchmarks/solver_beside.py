"""The solver of plans beside OR-tools, where that is installed: never in the site's own environment.

python -m venv FOLDER && FOLDER/bin/pip install ortools pytest && FOLDER/bin/python -m benchmarks.solver_beside
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import time
from random import Random
from typing import Any

from tests.trainers.matching import test_flow as small

MANY, LARGE = 400, 3
START = 0


def drawn(draw: Random, requests: int, trainers: int) -> small.Case:
    """A case with so many requests and trainers."""
    share = draw.choice((0.05, 0.15, 0.4))
    return small.Case(
        [{t: draw.randint(0, 100_000) for t in range(trainers) if draw.random() < share} for _ in range(requests)],
        [draw.choice((10**7, 10**9, 10**11)) for _ in range(requests)],
        [draw.choice((1, 1, 1, 2, 3)) for _ in range(requests)],
        [draw.choice((0, 1, 1, 2, 3)) for _ in range(trainers)],
        draw.choice((0, 3_000, 10_000)),
    )


def by_ortools(case: small.Case) -> int:
    """The least cost that OR-tools finds for the same network."""
    flow: Any = importlib.import_module("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()
    requests, trainers = len(case.costs), len(case.capacity)
    end = 1 + requests + trainers
    for request, costs in enumerate(case.costs):
        flow.add_arc_with_capacity_and_unit_cost(START, 1 + request, case.wanted[request], 0)
        flow.add_arc_with_capacity_and_unit_cost(1 + request, end, case.wanted[request], case.unmet[request])
        for trainer, cost in costs.items():
            flow.add_arc_with_capacity_and_unit_cost(1 + request, 1 + requests + trainer, 1, cost)
    for trainer, places in enumerate(case.capacity):
        for place in range(places):
            cost = case.balance * (2 * place + 1)
            flow.add_arc_with_capacity_and_unit_cost(1 + requests + trainer, end, 1, cost)
    flow.set_node_supply(START, sum(case.wanted))
    flow.set_node_supply(end, -sum(case.wanted))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("OR-tools found no optimum.")
    return int(flow.optimal_cost())


def main() -> int:
    """Print how often the two differ, and how long each takes."""
    if not importlib.util.find_spec("ortools"):
        print("NOT MEASURED: OR-tools is not installed")
        return 1
    draw = Random(404)  # noqa: S311 - nothing secret is drawn
    cases = [drawn(draw, draw.randint(5, 80), draw.randint(5, 120)) for _ in range(MANY)]
    different = sum(small.given_out(case).total() != by_ortools(case) for case in cases)
    print(f"differences to OR-tools, of {MANY} drawn cases: {different}")
    for _ in range(LARGE):
        case, began = drawn(draw, 1_000, 2_000), time.process_time()
        ours, took, began = small.given_out(case).total(), time.process_time() - began, time.process_time()
        theirs, other = by_ortools(case), time.process_time() - began
        different += ours != theirs
        pairs = sum(map(len, case.costs))
        print(f"1,000 × 2,000, {pairs:,} pairs: ours {took:.2f} s, OR-tools {other:.2f} s, the same: {ours == theirs}")
    return int(bool(different))


if __name__ == "__main__":
    sys.exit(main())
