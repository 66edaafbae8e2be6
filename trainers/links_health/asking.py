"""Asking whether a link answers: only the host that stands in a listing, over https, at an address looked up first.

The connection goes to the very address that was looked up and found to be public, so that a name cannot mean one
address when it is checked and another when it is used. Nothing is sent but the question, and little is read.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from trainers.links_health.models import Outcome

PATIENCE: Final = 10.0
LONGEST_ANSWER: Final = 64 * 1024
MOST_REDIRECTS: Final = 3
PORT: Final = 443
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
# The site is there and says that it does not like to be asked by a program.
SHY: Final = frozenset({401, 403, 405, 406, 429})
HEADERS: Final = {"User-Agent": "Mozilla/5.0", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}


class NotAskedError(Exception):
    """The address may not be asked: private, unknown, or no https."""


def is_public(address: str) -> bool:
    """Whether an address stands for a machine on the internet, and for one alone."""
    found = ipaddress.ip_address(address)
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_global and not found.is_multicast


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host; raises OSError where it has none."""
    return list(dict.fromkeys(str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


@dataclass(frozen=True)
class Asker:
    """How links are asked; what differs in tests can be given."""

    proxy: str = ""
    look_up: Callable[[str, int], list[str]] = look_up
    allowed: Callable[[str], bool] = is_public
    port: int = PORT
    patience: float = PATIENCE
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    longest: int = LONGEST_ANSWER

    def ask(self, url: str) -> Outcome:
        """How a link answers."""
        until = time.monotonic() + self.patience
        try:
            return self._follow(url, until)[0]
        except NotAskedError:
            return Outcome.REFUSED
        except (OSError, http.client.HTTPException, ValueError):
            return Outcome.SILENT

    def fetch(self, url: str) -> bytes:
        """What stands at an address; raises NotAskedError, OSError or HTTPException where it cannot be had."""
        outcome, body = self._follow(url, time.monotonic() + self.patience)
        if outcome != Outcome.FINE or len(body) >= self.longest:
            raise OSError("It is not there, or too large.")
        return body

    def _follow(self, url: str, until: float) -> tuple[Outcome, bytes]:
        host, address = self._place(urlsplit(url))
        for _step in range(MOST_REDIRECTS + 1):
            status, location, body = self._once(host, address, urlsplit(url), until)
            if status not in REDIRECTS:
                return Outcome.FINE if status < 400 or status in SHY else Outcome.WRONG, body
            url = urljoin(url, location)
            there = urlsplit(url)
            if there.scheme != "https" or there.hostname != host or there.port not in (None, self.port):
                return Outcome.ELSEWHERE, b""
        return Outcome.WRONG, b""

    def _place(self, link: SplitResult) -> tuple[str, str]:
        """The host, and the address to connect to: checked, and the only one that is used."""
        host = link.hostname or ""
        if link.scheme != "https" or link.username or link.port not in (None, self.port) or "." not in host:
            raise NotAskedError
        if host.endswith((".onion", ".local", ".internal", ".localhost")):
            raise NotAskedError
        if self.proxy:
            # The proxy looks names up; a bare address it could be led to inside is never asked.
            if _is_address(host):
                raise NotAskedError
            return host, ""
        addresses = self.look_up(host, self.port)
        if not addresses or not all(self.allowed(each) for each in addresses):
            raise NotAskedError
        return host, addresses[0]

    def _once(self, host: str, address: str, link: SplitResult, until: float) -> tuple[int, str, bytes]:
        connection = http.client.HTTPSConnection(host, self.port, timeout=self._left(until), context=self.trust)
        try:
            connection.sock = self.trust.wrap_socket(self._connected(host, address, until), server_hostname=host)
            path = (link.path or "/") + (f"?{link.query}" if link.query else "")
            connection.request("GET", path, headers=HEADERS)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", ""), self._read(answer, until)
        finally:
            connection.close()

    def _connected(self, host: str, address: str, until: float) -> socket.socket:
        if not self.proxy:
            return socket.create_connection((address, self.port), timeout=self._left(until))
        proxy = urlsplit(self.proxy)
        found = socket.create_connection((proxy.hostname or "", proxy.port or 3128), timeout=self._left(until))
        found.sendall(f"CONNECT {host}:{self.port} HTTP/1.1\r\nHost: {host}:{self.port}\r\n\r\n".encode())
        answer = b""
        while not answer.endswith(b"\r\n\r\n") and len(answer) < 4096 and (piece := found.recv(1)):
            answer += piece
        if answer.split(b"\r\n")[0].split(b" ")[1:2] != [b"200"]:
            found.close()
            raise OSError("The proxy does not connect.")
        return found

    def _read(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        """A little of the answer, so that a site that never ends is not waited for."""
        read = b""
        while len(read) < self.longest and self._left(until) and (piece := answer.read1(16_384)):
            read += piece
        return read

    def _left(self, until: float) -> float:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
