"""From a fresh clone to a running site or a test run, with Python's standard library alone.

`python -m hub.bootstrap demo | demo-remove | test | test-fast | lint | pictures | bench`
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


class CannotStart(Exception):
    """Something this machine lacks; the text says what to install or change."""


def run(*command: str | Path, quiet: bool = False, **environment: str) -> None:
    """Run a command in the project's folder; its failure ends this one with the same status."""
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=output,
        stderr=subprocess.STDOUT if quiet else None,
        check=False,
        text=True,
    )
    if done.returncode:
        sys.stdout.write(done.stdout or "")
        sys.exit(done.returncode)


def environment(locks: str) -> None:
    """Make `.venv` hold exactly what `requirements{locks}.txt` says; nothing is asked of the network when it does."""
    if sys.version_info < OLDEST:
        raise CannotStart(
            f"Python 3.11 or newer is needed; this is {sys.version.split()[0]} (PYTHON=… chooses another)."
        )
    lock = ROOT / f"requirements{locks}.txt"
    stamp = VENV / "installed"
    state = hashlib.sha256(lock.read_bytes()).hexdigest()
    larger = hashlib.sha256((ROOT / "requirements-dev.txt").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() in {state, larger}:
        return
    say("Installing the locked requirements (once; needs the network)…")
    _make_venv()
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        "requirements-uv.txt",
    )
    run(PYTHON, "-m", "uv", "pip", "sync", "-q", "--require-hashes", "--python", PYTHON, lock)
    # `sync` removes what the lock does not name, uv and pip among it: the stamp says all is there.
    stamp.write_text(state)


def _make_venv() -> None:
    if (PYTHON).exists() and subprocess.run(
        [PYTHON, "-m", "pip", "--version"], capture_output=True, check=False
    ).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if importlib.util.find_spec("ensurepip") is None:
        apt("python3-venv", why="Python's own `ensurepip` is missing")
    run(sys.executable, "-m", "venv", VENV)


def apt(*packages: str, why: str) -> None:
    """Install Debian packages when root, else say in one line what to install."""
    command = f"apt-get install -y {' '.join(packages)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CannotStart(f"{why}. Install it and try again: sudo {command}")
    say(f"{why}: {command}")
    run("apt-get", "update", "-qq", quiet=True)
    run(*command.split(), "-qq", quiet=True, DEBIAN_FRONTEND="noninteractive")


def say(text: str) -> None:
    """One line for the person who waits."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def demo() -> None:
    """The site with its sample, until Ctrl-C."""
    environment("")
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "hub.demo_server"])


def demo_remove() -> None:
    """Every data folder that a demo made."""
    named = Path(os.environ.get("HUB_DATA_DIR") or ROOT / "var").expanduser()
    # A demo of other inputs lies inside the folder of the sample's: it goes first.
    found = sorted({marker.parent for marker in named.glob("**/demo.json")}, reverse=True)
    for folder in found:
        shutil.rmtree(folder)
        say(f"Removed {folder}")
    if not found:
        say("There is no sample to remove.")


def suite(name: str) -> None:
    """The test suite, as `tests/run.py` puts it together."""
    environment("-dev")
    run(PYTHON, "-m", "tests.run", name)


def lint() -> None:
    """What must be clean before a change lands."""
    environment("-dev")
    run(PYTHON, "-m", "tests.lint")


def script(path: str) -> None:
    """A developer's script that needs the whole environment."""
    environment("-dev")
    run(PYTHON, "-m", path)


TASKS: dict[str, Callable[[], None]] = {
    "demo": demo,
    "demo-remove": demo_remove,
    "test": lambda: suite("all"),
    "test-fast": lambda: suite("fast"),
    "lint": lint,
    "pictures": lambda: script("tests.pictures"),
    "bench": lambda: script("benchmarks"),
}

if __name__ == "__main__":
    try:
        TASKS[sys.argv[1]]()
    except CannotStart as reason:
        sys.exit(f"Cannot start: {reason}")
