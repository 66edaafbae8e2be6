"""A line on which some requests are lost, between a browser and the site; it packs pages as nginx does.

What is lost is decided by a seed, the address and how often it was asked, so that a run is like the one before it.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from django.conf import settings

LOST_OF_A_HUNDRED = 5
OF_ONE_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date"}


@dataclass
class Line:
    """What went over it: bytes towards the browser, requests, and how many of them were lost."""

    site: str
    seed: str
    url: str = ""
    bytes_: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    lose_next: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fate(self, method: str, path: str, body: bytes) -> str:
        """Whether a request arrives (“arrives”), never reaches the site (“out”), or its answer is lost (“back”)."""
        name = f"{method} {path}"
        with self.lock:
            self.asked[name] += 1
            wanted = next((word for word in self.lose_next if word.encode() in body), None)
            if wanted:
                self.lose_next.discard(wanted)
                self.lost.append(f"{name} (its answer)")
                return "back"
            drawn = hashlib.sha256(f"{self.seed}/{name}/{self.asked[name]}".encode()).digest()
            if drawn[0] * 100 // 256 >= LOST_OF_A_HUNDRED:
                return "arrives"
            self.lost.append(name)
            return "out" if drawn[1] % 2 else "back"


@contextmanager
def line_to(site: str, seed: str) -> Iterator[Line]:
    """A line to the site at an address of its own."""
    line = Line(site, seed)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(line))
    line.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield line
    finally:
        server.shutdown()
        server.server_close()


def _handler(line: Line) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fate = line.fate(self.command, self.path, body)
            self.close_connection = True
            if fate == "out":
                return
            status, headers, content = _asked(line.site, self.command, self.path, dict(self.headers), body)
            if fate == "back":
                return
            content, headers = _packed(self.path, content, headers)
            self.send_response_only(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(content)
            with line.lock:
                line.bytes_ += len(content)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_told: object) -> None:
            """Nothing is written down."""

    return Handler


def _asked(
    site: str, method: str, path: str, headers: dict[str, str], body: bytes
) -> tuple[int, list[tuple[str, str]], bytes]:
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)
    kept = {name: value for name, value in headers.items() if name.lower() not in OF_ONE_CONNECTION}
    connection.request(method, path, body or None, kept)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, [(k, v) for k, v in answer.getheaders() if k.lower() not in OF_ONE_CONNECTION], content


def _packed(path: str, content: bytes, headers: list[tuple[str, str]]) -> tuple[bytes, list[tuple[str, str]]]:
    """Public pages only, as deploy/nginx.conf says."""
    has = {name.lower(): value for name, value in headers}
    private = path.removeprefix("/text")[1:].partition("/")[2].startswith(settings.HUB_PRIVATE_PAGES)
    if private or "content-encoding" in has or not has.get("content-type", "").startswith("text/"):
        return content, headers
    return gzip.compress(content, 6), [*headers, ("Content-Encoding", "gzip")]
