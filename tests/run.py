"""The suites behind `make test` and `make test-fast`, ending in one table.

`all`: what uses a database on SQLite and, side by side, on PostgreSQL, all else in whichever is free first; then
the journeys in a real Chromium. `fast`: neither slow suites nor browser, on SQLite.
A file of journeys with a failure is walked once more, alone and on a new demo: a browser on a busy machine fails now
and then. Both walks stand in the table, and what fails in both has failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hub.bootstrap import CannotStart, apt, say
from tests import lanes
from tests.postgres import Cluster

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
# A developer's own site is not the tests' to write to; nor does a run go without compiled modules.
NOT_INHERITED = {"HUB_DATA_DIR", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
COMPILED = ROOT / ".pytest_cache" / "compiled"
# So many of the modules that take longest are named: where the time of a run goes.
DEAREST = 25


@dataclass
class Suite:
    """One run of pytest and what came of it."""

    name: str
    arguments: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    dear: Counter[str] = field(default_factory=Counter)
    broken: set[str] = field(default_factory=set)
    settled: bool = False
    seconds: float = 0.0
    status: int = 0

    def start(self, folder: Path) -> subprocess.Popen[bytes]:
        """Begin; the results are written to `folder`."""
        self.seconds = -time.monotonic()
        report = folder / f"{self.name}.xml"
        command = [sys.executable, "-m", "pytest", *self.arguments, f"--junitxml={report}"]
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        # Many tests start programs of ours: what one has compiled, the next one need not.
        compiled = {"PYTHONPYCACHEPREFIX": str(COMPILED)}
        return subprocess.Popen(command, cwd=ROOT, env={**inherited, **compiled, **self.environment})

    def finish(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        """Wait and count."""
        self.status = process.wait()
        self.seconds += time.monotonic()
        report = folder / f"{self.name}.xml"
        if not report.exists():
            self.failed += 1
            return
        for case in ET.parse(report).iter("testcase"):  # noqa: S314 - our own file
            module = (case.get("classname") or "").removeprefix("tests.")
            self.dear[module] += round(float(case.get("time") or 0) * 1000)
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                self.failed += 1
                self.broken.add(f"tests/{module.replace('.', '/')}.py")
            elif skipped is not None:
                self.skipped[(skipped.get("message") or "no reason given")[:90]] += 1
            else:
                self.passed += 1
        if self.status not in {0, 5} and not self.failed:
            self.failed = 1


def fast() -> list[Suite]:
    """What a developer runs between two commits."""
    chosen = "not slow and not browser and not cluster"
    suites = [Suite("fast, SQLite", ["-m", chosen, "-n", "2", "--dist", "loadfile"])]
    _run(suites)
    return suites


def everything() -> list[Suite]:
    """What protects users."""
    rest = ["-m", "not browser and not cluster"]
    on_sqlite = Suite("on SQLite", rest)
    suites = [on_sqlite]
    missing: list[Suite] = []
    with Cluster.borrow() as cluster:
        if cluster.url:
            suites.append(Suite("on PostgreSQL", rest, {"DATABASE_URL": cluster.url}))
        else:
            missing.append(_skipped("on PostgreSQL", cluster.why_not))
        with lanes.shared(suite.environment for suite in suites):
            _run(suites)
    # Three browsers, each with a demo of its own: one of them waits for its slow line, and two leave cores idle. They
    # take the files in the order that tests/journeys/conftest.py gives them.
    order = ["--dist", "loadgroup", "--no-loadscope-reorder"]
    journeys = Suite("browser journeys", ["-m", "browser", "-n", "3", *order])
    if why_not := _no_browser():
        missing.append(_skipped("browser journeys", why_not))
    else:
        suites += _walked(journeys)
    return suites + missing


def _walked(journeys: Suite) -> list[Suite]:
    """The journeys, and those files again in which one failed: they settle what came of them."""
    _run([journeys])
    if not journeys.broken:
        return [journeys]
    say(f"walked once more: {', '.join(sorted(journeys.broken))}")
    again = Suite("the failed ones again", ["-m", "browser", *sorted(journeys.broken)])
    _run([again])
    journeys.settled = again.passed > 0
    return [journeys, again]


def _run(suites: list[Suite]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = [(suite, suite.start(folder)) for suite in suites]
        for suite, process in started:
            suite.finish(process, folder)


def _skipped(name: str, reason: str) -> Suite:
    say(f"SKIPPED LOUDLY: {name}: {reason}")
    return Suite(name, [], skipped=Counter({reason: 1}))


def _no_browser() -> str:
    if CHROMIUM.exists():
        return ""
    try:
        apt("chromium", why="The browser journeys need Chromium")
    except CannotStart as reason:
        return str(reason)
    return "" if CHROMIUM.exists() else "Debian's chromium could not be installed"


def table(suites: list[Suite]) -> str:
    """Passed, failed, skipped and why, minutes, where they went: a row for each suite and one for all."""
    rows = [f"{'suite':<22} {'passed':>7} {'failed':>7} {'skipped':>8} {'minutes':>8}"]
    rows += [
        f"{each.name:<22} {each.passed:>7} {each.failed:>7} {each.skipped.total():>8} {each.seconds / 60:>8.1f}"
        for each in suites
    ]
    rows += [f"  skipped in {each.name}: {many} × {why}" for each in suites for why, many in each.skipped.items()]
    dear = sum((each.dear for each in suites), Counter())
    rows += [f"  dear: {thousandths / 1000:>6.0f} s  {module}" for module, thousandths in dear.most_common(DEAREST)]
    total = [sum(getattr(each, name) for each in suites) for name in ("passed", "failed")]
    rows.append(f"{total[0]} passed, {total[1]} failed, {sum(each.skipped.total() for each in suites)} skipped")
    return "\n".join(rows)


if __name__ == "__main__":
    subprocess.run([sys.executable, "manage.py", "compile_catalogues"], cwd=ROOT, check=True)
    ran = {"all": everything, "fast": fast}[sys.argv[1]]()
    say(table(ran))
    sys.exit(1 if any(each.failed and not each.settled for each in ran) else 0)
