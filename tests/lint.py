"""What `make lint` runs: style, types, migrations, system checks, templates. All of it, then the verdict."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS = (
    ("ruff", "-m", "ruff", "check", "."),
    ("format", "-m", "ruff", "format", "--check", "."),
    ("types", "-m", "mypy", "."),
    ("migrations", "manage.py", "makemigrations", "--check", "--dry-run", "-v1"),
    ("system checks", "manage.py", "check", "--fail-level", "WARNING"),
    ("templates", "-m", "djlint", "templates", "--lint", "--quiet"),
)


def main() -> int:
    """Run every check, even after one failed, so that one run shows all there is to mend."""
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "HUB_DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
        results = {}
        for name, *command in CHECKS:
            done = subprocess.run(
                [sys.executable, "-W", "ignore", *command],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            results[name] = done.returncode
            if done.returncode:
                sys.stdout.write(f"--- {name}\n{done.stdout}{done.stderr}\n")
    for name, status in results.items():
        sys.stdout.write(f"{'ok' if status == 0 else 'FAILED':<7} {name}\n")
    return int(any(results.values()))


if __name__ == "__main__":
    sys.exit(main())
