"""How long and how much memory an import takes, the first time and again; and whether what goes out comes back.

    python -m benchmarks.import_resources [../shared/data/resources]

Runs the command itself in a process of its own, on an empty data folder that is thrown away.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT.parent / "shared" / "data" / "resources"


def run(*command: str, data: Path) -> tuple[float, float, int, str]:
    """Seconds, those of the processor, the most memory in MB of any child so far, and the last line of the output."""
    env = {**os.environ, "HUB_DATA_DIR": str(data)}
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    seconds = time.monotonic() - began
    if done.returncode > 1:
        sys.exit(done.stderr)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu, used.ru_maxrss // 1024, (done.stdout.strip().splitlines() or [""])[-1]


def main() -> None:
    """Print the table."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else LIBRARY
    if not source.is_dir():
        sys.exit(__doc__)
    folder = str(source.resolve())
    with tempfile.TemporaryDirectory() as data:
        run("migrate", "--verbosity=0", data=Path(data))
        print(f"{'run':<10} {'seconds':>8} {'CPU':>6} {'MB':>5}  report")
        for name in ("first", "again", "dry run"):
            options = ["--dry-run"] if name == "dry run" else []
            show(name, *run("import_resources", folder, *options, data=Path(data)))
        out = str(Path(data) / "exported")
        show("export", *run("export_resources", out, data=Path(data)))
        # Both must say that nothing was created, updated, failed or in conflict: 0 differences.
        show("round trip", *run("import_resources", out, data=Path(data)))
        show("source", *run("import_resources", folder, data=Path(data)))


def show(name: str, seconds: float, cpu: float, memory: int, report: str) -> None:
    """One line of the table."""
    print(f"{name:<10} {seconds:>8.1f} {cpu:>6.1f} {memory:>5}  {report}")


if __name__ == "__main__":
    main()
