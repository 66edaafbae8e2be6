"""A real Elasticsearch on this machine without Docker, for the demo and the tests (see tools/elasticsearch).

Standard library only.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[1] / "tools" / "elasticsearch" / "elasticsearch.sh"
BASH = shutil.which("bash") or "/bin/bash"
MEMORY_PER_NODE = 700
# The first start fetches 45 MB.
STARTS_WITHIN = 300
TRANSPORT = 100


class NoServerError(Exception):
    """Elasticsearch cannot run here; the text says what is missing."""


@dataclass
class LocalServer:
    """Nodes on loopback that end with this process, whatever ends it; their data is thrown away."""

    nodes: int = 1
    heap: str = "512m"
    urls: tuple[str, ...] = ()
    _folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="hub-elasticsearch-")))
    _port: int = 0

    def start(self) -> LocalServer:
        """Start the nodes and wait until they answer; raises NoServerError where they cannot."""
        try:
            _enough_memory(self.nodes)
            self._port = _free_ports(self.nodes)
            self.urls = tuple(self._run("start", str(self.nodes)).strip().splitlines()[-1].split(","))
        except (NoServerError, IndexError) as error:
            self.stop()
            raise error if isinstance(error, NoServerError) else NoServerError("it said nothing") from error
        return self

    def kill(self, node: int) -> None:
        """End a node (1, 2, …) at once, as a crash would."""
        self._run("kill", str(node))

    def restart(self) -> None:
        """Start all nodes anew at the same addresses, with nothing in them."""
        self._run("start", str(self.nodes))

    def stop(self) -> None:
        """End all nodes and delete their data."""
        try:
            self._run("stop")
        except NoServerError as error:
            sys.stderr.write(f"{error}\n")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, *arguments: str) -> str:
        environment = {
            **os.environ,
            "ELASTICSEARCH_RUN": str(self._folder / "run"),
            "ELASTICSEARCH_PORT": str(self._port),
            "ELASTICSEARCH_HEAP": self.heap,
            "ELASTICSEARCH_PARENT": str(os.getpid()),
        }
        try:
            # Files, not pipes: the nodes inherit them and would keep a pipe open.
            with ExitStack() as files:
                said, told = (files.enter_context(tempfile.TemporaryFile("w+")) for _ in range(2))
                done = subprocess.run(
                    [BASH, SCRIPT, *arguments],
                    env=environment,
                    stdout=said,
                    stderr=told,
                    timeout=STARTS_WITHIN,
                    check=False,
                )
                said.seek(0)
                told.seek(0)
                if done.returncode:
                    raise NoServerError(_last_lines(told.read()) or "it ended without a word")
                return said.read()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoServerError(str(error)) from error


def _last_lines(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-3:])


def _enough_memory(nodes: int) -> None:
    try:
        facts = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text("ascii").splitlines())
    except (OSError, ValueError):
        return
    free = int(facts.get("MemAvailable", "0 kB").split()[0]) // 1024
    if 0 < free < nodes * MEMORY_PER_NODE:
        raise NoServerError(f"Elasticsearch needs {nodes * MEMORY_PER_NODE} MB of memory; {free} MB are free")


def _free_ports(nodes: int) -> int:
    """The first of so many free ports in a row, with as many 100 above them for the nodes' own talk."""
    for first in range(9210, 9900, nodes):
        ports = [first + each for each in range(nodes)] + [first + TRANSPORT + each for each in range(nodes)]
        if all(map(_is_free, ports)):
            return first
    raise NoServerError("no ports are free between 9210 and 9999")


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def main() -> None:
    """`python -m hub.elasticsearch_server [NODES]`: run until Ctrl-C, saying what to set."""
    try:
        server = LocalServer(int(sys.argv[1]) if len(sys.argv) > 1 else 1).start()
    except NoServerError as error:
        sys.exit(f"Cannot start: {error}")
    sys.stdout.write(f"export SEARCH_ENGINE=elasticsearch ELASTICSEARCH_URL={','.join(server.urls)}\n")
    sys.stdout.flush()
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()


if __name__ == "__main__":
    main()
