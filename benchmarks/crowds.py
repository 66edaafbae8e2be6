"""A site as it is shipped and people in a hurry: a real server on this machine, and threads that ask it."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORM = "application/x-www-form-urlencoded"


@contextmanager
def server(first: str) -> Iterator[int]:
    """Gunicorn as it is shipped, on a free port, warm."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "gunicorn", "-c", "hub/gunicorn.py"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{first}", timeout=10)
                break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


class Crowd:
    """Threads that ask the same once, or again and again until they are told to stop."""

    def __init__(self, port: int, many: int, address: str, body: Callable[[], str] | None, *, once: bool) -> None:
        self.port, self.address, self.body, self.once = port, address, body, once
        self.times: list[float] = []
        self.answers: Counter[int] = Counter()
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self._ask, daemon=True) for _ in range(many)]

    def __enter__(self) -> Crowd:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join(timeout=120)

    def told(self) -> str:
        """How it was answered, and how long that took."""
        answers = ", ".join(f"{many} × {status}" for status, many in sorted(self.answers.items()))
        return f"{self.address} {answers}, median {statistics.median(self.times):.1f} s" if self.times else self.address

    def _ask(self) -> None:
        while True:
            body = self.body() if self.body else None
            connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
            began = time.perf_counter()
            connection.request("POST" if body else "GET", self.address, body, {"Content-Type": FORM} if body else {})
            answer = connection.getresponse()
            answer.read()
            self.times.append(time.perf_counter() - began)
            self.answers[answer.status] += 1
            connection.close()
            if self.once or self.stopped.is_set():
                return
