"""The demo: data folder, database, sample, server and timer, in one process tree that Ctrl-C ends.

Standard library only. What takes time is done once and remembered in `demo.json` beside the data.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from hub.elasticsearch_server import LocalServer, NoServerError
from hub.settings.env import BASE_DIR, data_dir

PORT = 8000
TICK_SECONDS = 60
STARTS_WITHIN = 60


class Stopped(SystemExit):
    """The person at the keyboard, or the system, wants the demo to end."""


def main() -> None:
    """Prepare what is missing, serve, print who may sign in, wait."""
    inputs = {name: _absolute(os.environ.get(name, "")) for name in ("RESOURCES", "DIRECTORY")}
    folder = _folder(inputs)
    port = _port()
    environment = {
        **os.environ,
        "HUB_DATA_DIR": str(folder),
        "PORT": str(port),
        "HUB_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "PYTHONWARNINGS": "ignore",
    }
    for ends in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ends, _stop)
    with _search_engine(environment) as found:
        # The sample is made with the embedded engine; Elasticsearch is then given all of it at once.
        _prepare(folder, inputs, {**environment, "SEARCH_ENGINE": "embedded"})
        if found:
            _manage(environment, "rebuild_search")
        _serve(environment, port)


def _serve(environment: dict[str, str], port: int) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "hub/gunicorn.py"], env=environment, cwd=BASE_DIR
    )
    try:
        _wait_until_it_answers(server, port)
        _manage(environment, "demo_table")
        threading.Thread(target=_tick, args=(environment,), daemon=True).start()
        sys.exit(server.wait())
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _search_engine(environment: dict[str, str]) -> Iterator[bool]:
    """A real Elasticsearch where `SEARCH_ENGINE=elasticsearch` asks for one and none is named; True where it runs.

    Without Java, Maven, network or memory the demo says so and goes on with the embedded engine.
    """
    if environment.get("SEARCH_ENGINE") != "elasticsearch" or environment.get("ELASTICSEARCH_URL"):
        yield environment.get("SEARCH_ENGINE") == "elasticsearch"
        return
    print("Starting Elasticsearch (the first time it is fetched, 45 MB)…", flush=True)
    try:
        server = LocalServer().start()
    except NoServerError as reason:
        print(f"Elasticsearch cannot run here: {reason}\nThe demo goes on with the embedded search.", flush=True)
        environment["SEARCH_ENGINE"] = "embedded"
        yield False
        return
    environment["ELASTICSEARCH_URL"] = ",".join(server.urls)
    print(f"Elasticsearch answers at {environment['ELASTICSEARCH_URL']} until this demo ends.", flush=True)
    try:
        yield True
    finally:
        server.stop()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped(0)


def _absolute(path: str) -> str:
    return str(Path(path).expanduser().resolve()) if path else ""


def _folder(inputs: dict[str, str]) -> Path:
    """The data folder: other inputs than the sample get one of their own."""
    if os.environ.get("HUB_DATA_DIR") or not any(inputs.values()):
        return data_dir()
    named = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()[:10]
    return data_dir() / "with" / named


def _port() -> int:
    """The port asked for, or the first free one from 8000 on."""
    asked = os.environ.get("PORT", "")
    if asked:
        if not asked.isdigit() or not 0 < int(asked) < 65536:
            sys.exit(f"Cannot start: PORT={asked} is no port.")
        if not _free(int(asked)):
            sys.exit(f"Cannot start: port {asked} is taken. Choose another: PORT={int(asked) + 1} make demo")
        return int(asked)
    for port in range(PORT, PORT + 50):
        if _free(port):
            if port != PORT:
                print(f"Port {PORT} is taken, so the demo uses {port} (PORT= chooses another).", flush=True)
            return port
    sys.exit(f"Cannot start: ports {PORT} to {PORT + 49} are taken (PORT= chooses another).")


def _free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _prepare(folder: Path, inputs: dict[str, str], environment: dict[str, str]) -> None:
    """Database, static files and sample, each only where something is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / "demo.json"
    known = json.loads(marker.read_text("utf-8")) if marker.exists() else {}
    code = _fingerprint()
    if known.get("code") == code and known.get("ready"):
        return
    print(
        "Preparing the demo…" if not known.get("ready") else "The code has changed: bringing the demo up to date…",
        flush=True,
    )
    marker.write_text(json.dumps({**known, "ready": known.get("ready", False)}), "utf-8")
    marker.chmod(0o600)
    _manage(environment, "compile_catalogues")
    # The two long steps have nothing to do with each other: one core each.
    static = subprocess.Popen(
        _command("collectstatic", "--noinput", "-v0", "--skip-checks"), env=environment, cwd=BASE_DIR
    )
    _manage(environment, "migrate", "-v0", "--skip-checks")
    # After an upgrade too: what the sample has gained is added, what is there stays as it is.
    _manage(environment, "demo", *[f"--{name.lower()}={path}" for name, path in inputs.items() if path])
    if static.wait():
        sys.exit(static.returncode)
    known = json.loads(marker.read_text("utf-8"))
    marker.write_text(json.dumps({**known, "ready": True, "code": code}), "utf-8")


def _fingerprint() -> str:
    """Changes when migrations, static files, catalogues or requirements do."""
    seen = hashlib.sha256()
    for pattern in ("*/migrations/*.py", "static/**/*", "locale/**/*.po", "requirements.txt"):
        for path in sorted(BASE_DIR.glob(pattern)):
            if path.is_file():
                state = path.stat()
                seen.update(f"{path.relative_to(BASE_DIR)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def _manage(environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(_command(*arguments), env=environment, cwd=BASE_DIR, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if server.poll() is not None:
            sys.exit("Cannot start: the server ended at once; what it said stands above.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/health/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("Cannot start: the server does not answer.")


def _tick(environment: dict[str, str]) -> None:
    while True:
        time.sleep(TICK_SECONDS)
        subprocess.run(
            _command("tick", "--skip-checks"), env=environment, cwd=BASE_DIR, stdout=subprocess.DEVNULL, check=False
        )


if __name__ == "__main__":
    main()
