"""How well matching agrees with the judged requests: nDCG@10, P@3, musts, orders, hints, time.

python benchmarks/matching_quality.py [FOLDER with directory.json, codes.json, matching_cases.yml]
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402

from benchmarks.directory_file import candidates  # noqa: E402
from trainers.matching.asking import Codes, read  # noqa: E402
from trainers.matching.outcome import Outcome  # noqa: E402
from trainers.matching.ranking import rank  # noqa: E402
from trainers.matching.values import Audience, Candidate, Need, Situation  # noqa: E402
from vocabulary import places  # noqa: E402

FOLDER = ROOT.parent / "shared" / "data" / "directory"
MANY = 10_000


@dataclass(frozen=True)
class Judged:
    """One judged request with the answer that matching gives to it."""

    case: Mapping[str, Any]
    outcome: Outcome

    @property
    def name(self) -> str:
        """The request's name."""
        return str(self.case["id"])

    @property
    def expected(self) -> Mapping[str, Any]:
        """What the judges expect beside the grades."""
        return self.case.get("expect") or {}

    @property
    def order(self) -> tuple[str, ...]:
        """Everyone shown, the best first."""
        return tuple(match.candidate.id for match in self.outcome.matches)

    @property
    def judged_order(self) -> tuple[str, ...]:
        """The same without those for whom the rules leave room."""
        open_cases = self.case.get("unjudged") or {}
        return tuple(trainer for trainer in self.order if trainer not in open_cases)

    @property
    def ndcg(self) -> float | None:
        """Gain of the first ten places against the best possible; None where nobody is graded."""
        grades = self.case["grades"]
        best = _gain(sorted(grades.values(), reverse=True)[:10])
        found = _gain([grades.get(trainer, 0) for trainer in self.judged_order[:10]])
        return found / best if best else None

    @property
    def precision(self) -> float | None:
        """The share of graded trainers in the first three places, or in as many as there are."""
        grades = self.case["grades"]
        places_there = min(3, len(grades))
        if not places_there:
            return None
        return sum(trainer in grades for trainer in self.judged_order[:3]) / places_there

    @property
    def violations(self) -> list[str]:
        """Those who are shown though a must rules them out."""
        return [trainer for trainer in self.case["must_not"] if trainer in self.order]

    @property
    def wrong_orders(self) -> list[str]:
        """Pairs that the judges order and the answer does not."""
        pairs = self.expected.get("order", [])
        return [f"{self.name}: {a} above {b}" for a, b, _ in pairs if not self._above(a, b)]

    def _above(self, a: str, b: str) -> bool:
        return a in self.order and (b not in self.order or self.order.index(a) < self.order.index(b))

    @property
    def hint_holds(self) -> bool | None:
        """Whether the first hint that brings three or more is one that was expected; None if not judged."""
        if "hint" not in self.expected:
            return None
        useful = [hint for hint in self.outcome.hints if hint.gain.number >= 3]
        wanted = self.expected["hint"]
        if wanted is None:
            return not useful
        accepted = [wanted["relax"], *(other["relax"] for other in wanted.get("also", []))]
        return bool(useful) and {useful[0].relax: useful[0].value} in accepted


def judge_all(folder: Path, everyone: Sequence[Candidate] | None = None) -> list[Judged]:
    """Answer every judged request as a desk would, over the file's trainers unless others are given."""
    directory = json.loads((folder / "directory.json").read_text(encoding="utf-8"))
    cases = yaml.safe_load((folder / "matching_cases.yml").read_text(encoding="utf-8"))
    codes = json.loads((folder / "codes.json").read_text(encoding="utf-8"))
    situation = the_situation(codes, date.fromisoformat(str(cases["as_of"])))
    everyone = candidates(directory) if everyone is None else everyone
    return [Judged(case, rank(need(case, codes, situation), everyone, situation)) for case in cases["cases"]]


def the_situation(codes: Mapping[str, Any], today: date) -> Situation:
    """A coordinator who asks on the day that the file counts from."""
    broader = {topic["code"]: topic["broader"] for topic in codes["topics"]}
    return Situation(places, broader, today, Audience.COORDINATOR)


def need(case: Mapping[str, Any], codes: Mapping[str, Any], situation: Situation) -> Need:
    known = Codes(
        topics=frozenset(situation.broader),
        at_risk_groups=frozenset(group["code"] for group in codes["at_risk_groups"]),
        countries=frozenset(country["code"] for country in codes["countries"]),
        languages={language["code"].lower(): language["code"] for language in codes["languages"]},
    )
    asked = read(case["request"], known, situation.today)
    if asked.need is None:
        raise ValueError(f"{case['id']}: {asked.faults}")
    return asked.need


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def median_time(need: Need, everyone: Sequence[Candidate], situation: Situation) -> float:
    """Milliseconds for one whole answer over many trainers, reasons and hints included."""
    many = [replace(everyone[n % len(everyone)], id=f"t{n}") for n in range(MANY)]
    took = []
    for _ in range(3):
        started = time.perf_counter()
        rank(need, many, situation)
        took.append((time.perf_counter() - started) * 1000)
    return sorted(took)[1]


def main() -> int:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "matching_cases.yml").is_file():
        print(f"Left out, no judged requests at {folder}")
        return 0
    judged = judge_all(folder)
    print(f"{'request':32}{'shown':>6}{'nDCG@10':>9}{'P@3':>6}{'broken':>8}{'orders':>8}{'hint':>7}")
    for case in judged:
        ndcg, precision = ("-" if value is None else f"{value:.2f}" for value in (case.ndcg, case.precision))
        pairs = len(case.expected.get("order", []))
        hint = {None: "-", True: "yes", False: "NO"}[case.hint_holds]
        orders = f"{pairs - len(case.wrong_orders)}/{pairs}"
        print(f"{case.name:32}{len(case.order):>6}{ndcg:>9}{precision:>6}{len(case.violations):>8}{orders:>8}{hint:>7}")
    scored = [case for case in judged if case.ndcg is not None]
    print(
        f"{'mean':38}{sum(c.ndcg or 0 for c in scored) / len(scored):>9.3f}"
        f"{sum(c.precision or 0 for c in scored) / len(scored):>6.2f}"
    )
    codes = json.loads((folder / "codes.json").read_text(encoding="utf-8"))
    directory = json.loads((folder / "directory.json").read_text(encoding="utf-8"))
    situation = the_situation(codes, date.fromisoformat(directory["as_of"]))
    asked = need(judged[0].case, codes, situation)
    took = median_time(asked, candidates(directory), situation)
    print(f"one answer over {MANY:,} trainers: {took:.0f} ms (median of 3)")
    return int(any(case.violations or case.wrong_orders or case.hint_holds is False for case in judged))


if __name__ == "__main__":
    sys.exit(main())
