"""The server as it is shipped: gunicorn with its configuration, knocked on through a socket."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Server:
    """A running server and what it has written."""

    port: int
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str]]:
        """Status and headers of one answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        return response.status, dict(response.getheaders())

    def say(self, words: bytes) -> bytes:
        """What comes back for bytes that are no request."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=120) as line:
            line.sendall(words)
            return line.recv(4096)


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """Gunicorn on an empty data folder: pages fail there, which is what the log is looked at for."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"HUB_DATA_DIR": str(folder / "data"), "PORT": str(port), "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
    log = folder / "log"
    command = [sys.executable, "-m", "gunicorn", "-c", "hub/gunicorn.py"]
    with log.open("w") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=written, stderr=written)
        running = Server(port, log)
        try:
            wait(running)
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(120)


def written_by(server: Server, awaited: str) -> str:
    """Its log, once it has written what is awaited and had a moment for what else it may write."""
    until = time.monotonic() + 60
    while awaited not in server.log.read_text() and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.5)
    return server.log.read_text()


def wait(server: Server) -> None:
    """Until it answers."""
    for _ in range(600):
        try:
            server.get("/-/health/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(server.log.read_text())


def test_the_server_tells_no_version(server: Server) -> None:
    status, headers = server.get("/-/health/")
    assert status == 200
    assert headers["Server"] == "gunicorn"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"


def test_its_log_tells_where_it_failed_and_nothing_about_who_asked(server: Server) -> None:
    canaries = {"X-Forwarded-For": "203.0.113.77", "User-Agent": "CANARY-agent", "Referer": "https://canary.example/"}
    status, headers = server.get("/?q=CANARY-question", **canaries)
    assert status == 500
    assert headers["Content-Security-Policy"]
    server.get("/en/search/?q=CANARY-question", **canaries)
    assert b"400" in server.say(b"CANARY nonsense\r\n\r\n")
    server.say(b"GET /?q=CANARY HTTP/1.1\r\nHost: canary host\r\n\r\n")
    written = written_by(server, "Internal Server Error: /")
    assert "Internal Server Error: /" in written
    for word in ("CANARY", "canary", "203.0.113", "127.0.0.1"):
        assert word not in written.replace(f"127.0.0.1:{server.port}", ""), word
