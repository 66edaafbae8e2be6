"""A server that is not Elasticsearch: it hangs, talks nonsense or hangs up, and counts who came."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PRODUCT = b"X-elastic-product: Elasticsearch\r\nContent-Type: application/json\r\n"


def _answer(body: bytes, status: bytes = b"200 OK", headers: bytes = PRODUCT) -> bytes:
    return b"HTTP/1.1 %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (status, headers, len(body), body)


# What is sent back; None: nothing, ever.
MODES: dict[str, bytes | None] = {
    "hangs": None,
    "hangs up": b"",
    "half an answer": b"HTTP/1.1 200 OK\r\n" + PRODUCT + b"Content-Length: 500\r\n\r\n{",
    "503": _answer(b'{"error": {"type": "unavailable"}, "status": 503}', b"503 Service Unavailable"),
    "a proxy's page": _answer(b"<html>Welcome to nginx</html>", headers=b"Content-Type: text/html\r\n"),
    "no JSON": _answer(b"}{ nonsense"),
    "other JSON": _answer(b'{"hits": 7, "_source": [], "_index": null}'),
    "no HTTP": b"\x00\x01\x02 220 smtp.example.org ESMTP\r\n",
}


@dataclass
class FaultServer:
    """Where it listens, and how many connections it has had."""

    url: str = ""
    came: int = 0
    held: list[socket.socket] = field(default_factory=list)


@contextmanager
def failing(mode: str) -> Iterator[FaultServer]:
    """A server that fails in one way; `refused` is a port on which nobody listens."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = FaultServer(f"http://127.0.0.1:{listening.getsockname()[1]}")
    if mode == "refused":
        listening.close()
        yield server
        return
    thread = threading.Thread(target=_serve, args=(listening, server, MODES[mode]), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
        for each in server.held:
            each.close()


def _serve(listening: socket.socket, server: FaultServer, answer: bytes | None) -> None:
    while True:
        try:
            connection, _address = listening.accept()
        except OSError:
            return
        server.came += 1
        if answer is None:
            server.held.append(connection)
            continue
        with connection:
            connection.settimeout(1)
            if answer:
                connection.recv(65536)
                connection.sendall(answer)
