"""`make bench`: every benchmark that needs no argument, one table after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def main() -> int:
    """Run them; those that need the real library are named when it is not there."""
    commands = [["-m", f"benchmarks.{name}"] for name in ("pages", "matching_quality", "matching", "intake", "sign_in")]
    if (SHARED / "resources").is_dir():
        commands += [["-m", "benchmarks.search_quality"], ["-m", "benchmarks.import_resources"]]
    else:
        print(f"Left out, no real library at {SHARED}: search_quality, import_resources")
    worst = 0
    for command in commands:
        print(f"\n# python {' '.join(command)}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, *command], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
