"""The passphrase is nowhere in a running worker once it was shown, and nowhere once a case was opened with it."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import migrated
from tests.casework.walking import MATCHES, Requester
from tests.casework.walking import encoded as form

pytestmark = [pytest.mark.any_database, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What came back, as the tests' other browsers say it."""

    status_code: int
    content: bytes


@dataclass
class Worker:
    """One process that serves the site, and a browser that keeps its connection to it."""

    port: int
    folder: Path

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def get(self, path: str) -> Answer:
        """Follow a link."""
        return self._ask("GET", path)

    def post(self, path: str, data: str, content_type: str = "application/x-www-form-urlencoded") -> Answer:
        """Press a button."""
        return self._ask("POST", path, data, {"Content-Type": content_type})

    def _ask(self, method: str, path: str, data: str | None = None, headers: dict[str, str] | None = None) -> Answer:
        self.line.request(method, path, data, headers or {})
        answer = self.line.getresponse()
        return Answer(answer.status, answer.read())

    def write_down(self) -> None:
        """Let it write down its memory, by another connection: this one may still hold what went over it."""
        other = Worker(self.port, self.folder)
        assert other.get("/-/memory").status_code == 200
        other.line.close()
        # The server waits some seconds only for what comes next.
        self.line.close()

    def still_holds(self, words: list[str]) -> list[bytes]:
        """What stays: on a busy machine the thread that answered may still be putting its request away."""
        for _ in range(20):
            time.sleep(0.5)
            self.write_down()
            if not (found := self.holds(words)):
                break
        return found

    def holds(self, words: list[str]) -> list[bytes]:
        """The texts in its memory with three of the words one after the other, whatever stands between them."""
        memory = (self.folder / "memory").read_bytes()
        runs = (words[first : first + 3] for first in range(len(words) - 2))
        between = rb"[^a-z\0]{0,20}"
        found = re.compile(b"|".join(between.join(word.lower().encode() for word in run) for run in runs))
        lowered = memory.lower()
        return [lowered[max(hit.start() - 80, 0) : hit.end() + 80] for hit in found.finditer(lowered)]


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """Gunicorn with one worker, on a site of its own."""
    folder = tmp_path_factory.mktemp("watched")
    migrated.copied_to(folder / "hub.sqlite3")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "VIRTUAL_ENV"}}
    command = [sys.executable, "-W", "ignore", "-m", "gunicorn", "-c", "hub/gunicorn.py"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "tests.casework.watched:application"],
            cwd=ROOT,
            env={**kept, "HUB_DATA_DIR": str(folder), "PORT": str(port), "HUB_THREADS": "2"},
            stdout=log,
            stderr=log,
        )
        try:
            yield _answering(Worker(port, folder), process)
        finally:
            process.terminate()
            process.wait(120)


def _answering(worker: Worker, process: subprocess.Popen[bytes]) -> Worker:
    until = time.monotonic() + 600
    while time.monotonic() < until and process.poll() is None:
        try:
            worker.get("/-/health/")
        except OSError:
            worker.line.close()
            time.sleep(0.1)
        else:
            return worker
    pytest.fail((worker.folder / "log").read_text()[-4000:])


CONTROL = ["aardvark", "bassoon", "cutlery", "dormouse"]


def test_the_passphrase_is_nowhere_in_memory_after_it_was_shown_and_after_it_was_typed(worker: Worker) -> None:
    worker.post("/-/keep", form({"passphrase": " ".join(CONTROL)}))
    tab = Requester(worker).as_far_as(MATCHES).press("send")  # type: ignore[arg-type]
    code, passphrase = tab.secrets()
    words = passphrase.split()
    assert len(words) == 7
    assert worker.still_holds(words) == []
    assert worker.holds(CONTROL)
    assert tab.kept().answer.status_code == 303
    for typed, status in ((f"{passphrase} wrong", 200), (passphrase.upper(), 303)):
        assert worker.post("/en/case/", form({"code": code, "passphrase": typed})).status_code == status
    assert worker.still_holds(words) == []
    assert worker.holds(CONTROL)
