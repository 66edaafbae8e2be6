"""What planning together is worth beside first come, first served: places, points, load, and fair shares.

python -m benchmarks.batches [FOLDER with directory.json, codes.json, matching_cases.yml]
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import yaml

from benchmarks import matching_quality as quality
from benchmarks.directory_file import candidates
from benchmarks.matching_crowd import mixed, requests
from trainers.matching.batch import keeping
from trainers.matching.batch.balancing import trade_off
from trainers.matching.batch.flow import Flow
from trainers.matching.batch.pairs import Pairs, anew, pairs
from trainers.matching.batch.planning import Manner, given_out, plan_of
from trainers.matching.batch.values import Asking, TeamRules
from trainers.matching.fairness import gini
from trainers.matching.matrix.open_gates import Gatekeeper
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.scales import URGENCIES
from trainers.matching.values import Candidate, Need, Situation
from trainers.matching.weights import DEFAULTS

MOST = 3
Row = tuple[str, str, str]
Given = list[tuple[int, int]]


def draw_of(seed: int) -> Random:
    """Lots that fall the same every time."""
    return Random(seed)  # noqa: S311 - nothing secret is drawn


def together(known: Pairs, manner: Manner) -> Given:
    """Each request with each of its trainers, planned at once."""
    fresh = anew(known)
    kept = keeping.kept(fresh)
    flow = given_out(fresh, kept, manner)
    return [(place, trainer) for place, those in enumerate(flow.chosen) for trainer in sorted(those)]


def one_by_one(known: Pairs, order: Sequence[int]) -> Given:
    """The best who is still free for each request in turn: what a desk does without a plan."""
    hours: dict[int, int] = defaultdict(int)
    times: Counter[int] = Counter()
    given: Given = []
    for place in order:
        asking, points = known.asking[place], known.points[place]
        free = [
            trainer
            for trainer in points
            if times[trainer] < MOST and known.hours_left(trainer) - hours[trainer] >= asking.need.hours
        ]
        for trainer in sorted(free, key=lambda one: (-points[one], one))[: asking.places]:
            hours[trainer] += asking.need.hours
            times[trainer] += 1
            given.append((place, trainer))
    return given


def points_of(known: Pairs, given: Given) -> float:
    """All points together."""
    return sum(known.points[place][trainer] for place, trainer in given)


def load_of(known: Pairs, given: Given) -> float:
    """How unevenly requests lie on those who could take one."""
    times = Counter(trainer for _place, trainer in given)
    return gini([times[trainer] for trainer in {one for points in known.points for one in points}])


def worth(known: Pairs, name: str) -> Iterator[Row]:
    """Together beside one by one, in the order in which requests came and with the urgent ones first."""
    wanted = sum(min(each.places, len(points)) for each, points in zip(known.asking, known.points, strict=True))
    came = list(range(len(known.asking)))
    urgent = sorted(came, key=lambda at: -URGENCIES.index(known.asking[at].need.urgency))
    plan = together(known, Manner(balance=0))
    for how, order in (("first come", came), ("urgent first", urgent)):
        greedy = one_by_one(known, order)
        fewer = 1 - (wanted - len(plan)) / max(1, wanted - len(greedy))
        more = points_of(known, plan) / points_of(known, greedy) - 1
        lost = f"{wanted - len(plan)} and {wanted - len(greedy)} of {wanted}"
        yield f"{name}: places unmet, planned and {how}", f"{lost} ({-100 * fewer:+.0f} %)", "-50 %"
        yield f"{name}: points together beside {how}", f"{100 * more:+.1f} %", "+10 %"


def places_alone() -> Iterator[Row]:
    """The solver where every trainer has so many places: drawn requests, two for every three of them."""
    draw = draw_of(7)
    costs = [{t: draw.randint(0, 60_000) for t in draw.sample(range(600), draw.choice((3, 6, 12)))} for _ in range(600)]
    wanted = [draw.choice((1, 1, 1, 2)) for _ in costs]
    capacity = [draw.choice((0, 1, 1, 2)) for _ in range(600)]
    flow = Flow(costs, [10**9] * 600, capacity, 0)
    left, taken, cheap = list(capacity), 0, 0
    for request, places in enumerate(wanted):
        for _ in range(places):
            flow.place(request)
        for trainer in sorted((t for t in costs[request] if left[t]), key=lambda t: costs[request][t])[:places]:
            left[trainer] -= 1
            taken, cheap = taken + 1, cheap + 100_000 - costs[request][trainer]
    planned = sum(map(len, flow.chosen))
    points = sum(100_000 - costs[request][trainer] for request, those in enumerate(flow.chosen) for trainer in those)
    missing, greedy = sum(wanted) - planned, sum(wanted) - taken
    said = f"{missing} and {greedy} of {sum(wanted)} ({100 * (missing / greedy - 1):+.0f} %)"
    yield "solver, places as given: unmet, planned and first come", said, "-50 %"
    yield "solver, places as given: points together", f"{100 * (points / cheap - 1):+.1f} %", "+10 %"


def balanced(known: Pairs, name: str) -> Iterator[Row]:
    """What balance costs: load and points beside the greedy way, and beside no balance at all."""
    greedy = load_of(known, one_by_one(known, range(len(known.asking))))
    rows = trade_off(known, Manner(most=MOST))
    for row in rows[1:]:
        points = row.points / rows[0].points - 1
        said = f"{row.gini:.2f} (greedy {greedy:.2f}, {100 * (row.gini / greedy - 1):+.0f} %), {100 * points:+.2f} %"
        yield f"{name}: unevenness and points, balance {row.balance:g}", said, "-30 %, -1 %"


def parity(known: Pairs) -> Iterator[Row]:
    """The share of places filled for the worst language and region beside the mean, where ten or more asked."""
    given = Counter(place for place, _trainer in together(known, Manner()))
    for name, key in (("language", _language), ("country", _country)):
        asked: Counter[str] = Counter()
        got: Counter[str] = Counter()
        for place, each in enumerate(known.asking):
            asked[key(each.need)] += each.places
            got[key(each.need)] += given[place]
        shares = {code: got[code] / asked[code] for code in asked if asked[code] >= 10}
        worst = min(shares, key=lambda code: shares[code])
        mean = sum(got.values()) / sum(asked.values())
        yield f"filled: worst {name} ({worst}) beside the mean", f"{shares[worst] / mean:.2f}", "0.8"


def _language(need: Need) -> str:
    return next((each.code for each in need.languages if each.must), "")


def _country(need: Need) -> str:
    return need.country


def teams(everyone: Sequence[Candidate], needs: Sequence[Need], situation: Situation) -> Iterator[Row]:
    """A pair that shares a language for each of many requests, and the same plan drawn twice."""
    asking = [Asking(f"r{n}", need, 2, team=TeamRules()) for n, need in enumerate(needs[:300])]
    known = pairs(Gatekeeper(Matrix(everyone), situation), asking, DEFAULTS)
    began = time.process_time()
    first = plan_of(anew(known))
    took = time.process_time() - began
    whole = sum(len(answer.given) in (0, 2) for answer in first.answers)
    yield f"teams that came whole or not at all, of {len(asking)}", str(whole), str(len(asking))
    yield "their plan", f"{took:.2f} s", "30 s"
    yield "the same again is the same", str(first == plan_of(anew(known))), "True"


def situations(folder: Path) -> tuple[list[Candidate], list[Need], Situation]:
    """The sample directory and its judged requests."""
    directory = json.loads((folder / "directory.json").read_text(encoding="utf-8"))
    codes = json.loads((folder / "codes.json").read_text(encoding="utf-8"))
    cases = yaml.safe_load((folder / "matching_cases.yml").read_text(encoding="utf-8"))["cases"]
    situation = quality.the_situation(codes, date.fromisoformat(directory["as_of"]))
    return list(candidates(directory)), [quality.need(case, codes, situation) for case in cases], situation


def main() -> int:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else quality.FOLDER
    if not (folder / "matching_cases.yml").is_file():
        print(f"NOT MEASURED: no sample directory at {folder}")
        return 1
    everyone, needs, situation = situations(folder)
    rows: list[Row] = [*places_alone()]
    for name, many, crowd_size in (("scarce", 1_000, 400), ("plenty", 400, 2_000)):
        draw = draw_of(21)
        crowd = mixed(everyone, crowd_size, draw)
        asked = requests(needs, many, draw)
        asking = [Asking(f"r{n}", need, draw.choice((1, 1, 1, 2))) for n, need in enumerate(asked)]
        known = pairs(Gatekeeper(Matrix(crowd), situation), asking, DEFAULTS)
        rows += worth(known, f"{name} ({many} × {crowd_size})")
        rows += balanced(known, name)
        rows += parity(known) if name == "plenty" else ()
        rows += teams(crowd, asked, situation) if name == "plenty" else ()
    for label, found, wanted in rows:
        print(f"{label:62}{found:>44}{wanted:>14}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
