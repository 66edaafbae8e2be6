"""The demo that journeys walk through: made as `make demo` makes it, once for all workers of a run."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 900
NOT_OURS = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}


@dataclass(frozen=True)
class Demo:
    """A running demo: where it answers, where its data lies, who may sign in."""

    url: str
    folder: Path
    passwords: dict[str, str]
    log: Path | None = None

    def said(self) -> str:
        """The last lines of the server's log."""
        return "\n".join(self.log.read_text("utf-8").splitlines()[-40:]) if self.log else "(runs elsewhere)"

    def row(self, query: str, *values: str) -> tuple[Any, ...] | None:
        """The first row of its database that answers a question; nothing is written."""
        with closing(sqlite3.connect(f"file:{self.folder}/hub.sqlite3?mode=ro", uri=True, timeout=60)) as rows:
            found: tuple[Any, ...] | None = rows.execute(query, values).fetchone()
            return found


def running_elsewhere(given: str) -> Demo:
    """One that somebody else has started, as URL=FOLDER."""
    url, folder = given.rsplit("=", 1)
    return Demo(url, Path(folder), _passwords(Path(folder)))


@contextmanager
def running(shared: Path | None = None) -> Iterator[Demo]:
    """A demo of one's own, on a path with blanks.

    `shared` is a folder that all workers of a run know: the first to come leaves a copy of what it made there, and
    the others begin with that instead of making the same once more.
    """
    base = Path(tempfile.mkdtemp(prefix="hub journeys "))
    folder, log = base / "data of the demo", base / "log"
    with ExitStack() as ends:
        ends.callback(shutil.rmtree, base, ignore_errors=True)
        if shared:
            with _turn(shared):
                if not (shared / "made").exists():
                    _make(shared / "made", base)
                    ends.callback(_remove, shared)
                shutil.copytree(shared / "made", folder)
        url = ends.enter_context(_served(folder, log))
        yield Demo(url, folder, _passwords(folder), log)


@contextmanager
def _turn(shared: Path) -> Iterator[None]:
    """One worker after the other."""
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _make(made: Path, base: Path) -> None:
    """All data of a demo that nobody has used yet; there at once or not at all."""
    first = base / "first"
    with _served(first, base / "log of the first"):
        pass
    shutil.move(first, made)


def _remove(shared: Path) -> None:
    with _turn(shared):
        shutil.rmtree(shared / "made", ignore_errors=True)


@contextmanager
def _served(folder: Path, log: Path) -> Iterator[str]:
    """The address at which the demo of a data folder answers."""
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    environment |= {"HUB_DATA_DIR": str(folder), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "hub.demo_server"]
    with log.open("w") as said:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(server, url, log)
            yield url
        finally:
            server.terminate()
            server.wait(60)


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/-/health/", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the demo did not start:\n{log.read_text('utf-8')}")


def _passwords(folder: Path) -> dict[str, str]:
    passwords: dict[str, str] = json.loads((folder / "demo.json").read_text("utf-8"))["passwords"]
    return passwords


def _free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
