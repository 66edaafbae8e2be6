"""Whether matching keeps its promises over many drawn requests, and how fast it is.

python -m benchmarks.matching [FOLDER with directory.json, codes.json, matching_cases.yml]
"""

from __future__ import annotations

import importlib.util
import json
import resource
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import yaml

from benchmarks import matching_quality as quality
from benchmarks.directory_file import candidates
from benchmarks.matching_crowd import mixed, requests
from tests.factories import worlds
from tests.factories.matching import at_a_desk
from tests.factories.plain_musts import broken
from tests.trainers.matching import test_flow as small
from tests.trainers.matching.test_what_if import by_asking_again
from trainers.matching.batch.flow import Flow
from trainers.matching.batch.planning import plan
from trainers.matching.batch.values import Asking
from trainers.matching.lineup import in_order
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.outcome import Outcome
from trainers.matching.ranking import rank
from trainers.matching.standing import standing
from trainers.matching.values import Candidate, Need, Situation

PAIRS, TRAINERS = 100_000, 500
SHOWN = 10
Row = tuple[str, str, str]


def seeded(seed: int) -> Random:
    """Lots that fall the same every time."""
    return Random(seed)  # noqa: S311 - nothing secret is drawn


def musts() -> Iterator[Row]:
    """Hard constraints over 100,000 pairs, and over everyone proposed or standing in."""
    draw = seeded(1)
    crowd = worlds.trainers(draw, TRAINERS)
    known = {one.id: one for one in crowd}
    matrix, wrong, fit = Matrix(crowd), 0, 0
    needs = [worlds.need(draw) for _ in range(PAIRS // TRAINERS)]
    for need in needs:
        outcome = rank(need, matrix, at_a_desk())
        let_in = {*(match.candidate.id for match in outcome.matches), *outcome.off_topic}
        fit += len(let_in)
        wrong += len(let_in ^ {one.id for one in crowd if not broken(one, need)})
    yield f"pairs judged otherwise than by plain words, of {PAIRS:,} ({fit:,} fit)", str(wrong), "0"
    yield from assignments(needs, known)


def assignments(needs: Sequence[Need], known: dict[str, Candidate]) -> Iterator[Row]:
    """The same over assignments and those who could stand in, hours taken together."""
    asking = [Asking(f"r{number}", need, 2) for number, need in enumerate(needs)]
    wrong = seen = 0
    hours = dict.fromkeys(known, 0)
    answers = plan(asking, list(known.values()), at_a_desk()).answers
    for need, answer in zip(needs, answers, strict=True):
        seen += len(answer.given) + len(answer.alternates)
        wrong += sum(bool(broken(known[each.trainer], need)) for each in (*answer.given, *answer.alternates))
        for each in answer.given:
            hours[each.trainer] += need.hours
    for need, answer in zip(needs, answers, strict=True):
        wrong += sum(hours[each.trainer] + need.hours > known[each.trainer].capacity.left for each in answer.alternates)
    wrong += sum(asked > known[trainer].capacity.left for trainer, asked in hours.items())
    yield f"assignments and stand-ins that break a must, of {seen:,}", str(wrong), "0"


def explanations() -> Iterator[Row]:
    """Parts that sum to the score, and places without the top part."""
    draw = seeded(2)
    matrix = Matrix(worlds.trainers(draw, 300))
    seen = sums = places = 0
    for _ in range(300):
        outcome = rank(worlds.need(draw), matrix, at_a_desk())
        for place, match in enumerate(outcome.matches[:SHOWN]):
            seen += 1
            sums += sum(round(10 * bar.points) for bar in match.bars) == round(10 * match.score)
            places += _place_without(outcome, place) == standing(outcome, place).place_without
    yield f"scores that their parts sum to, of {seen:,}", f"{100 * sums / seen:.1f} %", "100 %"
    yield "places without the top part as said", f"{100 * places / seen:.1f} %", "99 %"


def _place_without(outcome: Outcome, place: int) -> int:
    match = outcome.matches[place]
    top = max(bar.points for bar in match.bars)
    ordered = outcome.matches.ordered  # type: ignore[attr-defined]
    moved = [
        each._replace(tenths=each.tenths - round(10 * top)) if each.candidate is match.candidate else each
        for each in ordered
    ]
    return [each.candidate.id for each in in_order(moved, outcome.seed)].index(match.candidate.id) + 1


def what_ifs() -> Iterator[Row]:
    """Hints beside asking again with the change made."""
    draw = seeded(3)
    crowd = worlds.trainers(draw, 50)
    matrix, seen, right = Matrix(crowd), 0, 0
    for _ in range(200):
        need = worlds.need(draw)
        outcome = rank(need, matrix, at_a_desk())
        singles, pairs = by_asking_again(need, crowd, at_a_desk())
        told = {(hint.change, hint.also): (hint.gain.number, hint.best) for hint in outcome.hints}
        right += sum(singles.get(each) == value for each, value in told.items())
        right += sum(pairs.get((h.change, h.also)) == (h.gain.number, h.best) for h in outcome.pairs)
        seen += len(singles) + len(outcome.pairs)
    yield f"changes with the right number and best score, of {seen:,}", f"{100 * right / seen:.1f} %", "100 %"


def exactness() -> Iterator[Row]:
    """The solver beside a search through everything, and beside OR-tools where it is there."""
    draw = seeded(4)
    wrong = sum(small.given_out(case).total() != small.least(case) for case in (small.drawn(draw) for _ in range(400)))
    yield "differences to a search through everything, of 400 (up to 7 × 7)", str(wrong), "0"
    if not importlib.util.find_spec("ortools"):
        yield "differences to OR-tools", "not installed", "0"


def speed(everyone: Sequence[Candidate], needs: Sequence[Need], situation: Situation) -> Iterator[Row]:
    """One answer with ten explained matches and every hint over 10,000 trainers, warm and cold."""
    draw = seeded(5)
    crowd = mixed(everyone, 10_000, draw)
    asked = requests(needs, 220, draw)
    cold = [_milliseconds(lambda need=need: _answer(need, Matrix(crowd), situation)) for need in asked[:12]]  # type: ignore[misc]
    matrix = Matrix(crowd)
    warm = [_milliseconds(lambda need=need: _answer(need, matrix, situation)) for need in asked]  # type: ignore[misc]
    shown = statistics.mean(len(rank(need, matrix, situation).matches) for need in asked[:40])
    yield (
        f"10,000 trainers, warm, p95 of {len(warm) - 20} (mean fit: {shown:.0f})",
        f"{_p95(warm[20:]):.0f} ms",
        "50 ms",
    )
    yield "the same, median", f"{statistics.median(warm[20:]):.0f} ms", ""
    yield f"10,000 trainers, nothing prepared, p95 of {len(cold)}", f"{_p95(cold):.0f} ms", "400 ms"


def _answer(need: Need, matrix: Matrix, situation: Situation) -> None:
    outcome = rank(need, matrix, situation)
    for match in outcome.matches[:SHOWN]:
        assert match.reasons


def _milliseconds(act: Callable[[], None]) -> float:
    started = time.process_time()
    act()
    return 1000 * (time.process_time() - started)


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


def batch(everyone: Sequence[Candidate], needs: Sequence[Need], situation: Situation) -> Iterator[Row]:
    """1,000 requests over 2,000 trainers: everything, the solver alone where places are scarce, and memory."""
    draw = seeded(6)
    crowd = mixed(everyone, 2_000, draw)
    asking = [Asking(f"r{n}", need, draw.choice((1, 1, 1, 2))) for n, need in enumerate(requests(needs, 1_000, draw))]
    took = _milliseconds(lambda: plan(asking, Matrix(crowd), situation))  # type: ignore[arg-type, return-value]
    tracemalloc.start()
    found = plan(asking, Matrix(crowd), situation)
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    unmet = sum(each.unmet.places for each in found.answers if each.unmet)
    wanted = sum(each.places for each in asking)
    yield f"1,000 × 2,000 with gates, scores and reasons ({unmet} of {wanted} unmet)", f"{took / 1000:.2f} s", "2 s"
    yield "its memory", f"{memory:.0f} MB", "300 MB"
    for name, places in (("plenty", (1, 2)), ("scarce", (0, 1))):
        yield f"solver alone, 120,000 pairs, {name}", f"{_solver(places) / 1000:.2f} s", "2 s"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield "this whole process at its largest", f"{peak:.0f} MB", ""


def _solver(places: tuple[int, ...]) -> float:
    draw = seeded(7)
    costs = [{t: draw.randint(0, 100_000) for t in draw.sample(range(2_000), 120)} for _ in range(1_000)]
    unmet = [draw.choice((10**9, 10**12, 10**15)) for _ in costs]
    flow = Flow(costs, unmet, [draw.choice(places) for _ in range(2_000)], 4_000)

    def act() -> None:
        for request in range(1_000):
            flow.place(request)

    return _milliseconds(act)


def main() -> int:
    """Print the table."""
    rows = [*musts(), *explanations(), *what_ifs(), *exactness()]
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else quality.FOLDER
    if (folder / "matching_cases.yml").is_file():
        directory = json.loads((folder / "directory.json").read_text(encoding="utf-8"))
        codes = json.loads((folder / "codes.json").read_text(encoding="utf-8"))
        cases = yaml.safe_load((folder / "matching_cases.yml").read_text(encoding="utf-8"))["cases"]
        situation = quality.the_situation(codes, date.fromisoformat(directory["as_of"]))
        needs = [quality.need(case, codes, situation) for case in cases]
        rows += [*speed(candidates(directory), needs, situation), *batch(candidates(directory), needs, situation)]
    else:
        print(f"Left out, no sample directory at {folder}: speed and batch")
    for name, found, wanted in rows:
        print(f"{name:80}{found:>14}{wanted:>10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
