"""Links of listings are asked carefully: https, public addresses, no other host, little is read, nothing is told."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import Client

from accounts.roles import DESK
from tests.factories import openpgp
from tests.factories.accounts import member
from tests.factories.trainers import TODAY, a_trainer, an_organisation, bring_in, organisation_record, tiers
from trainers.channels import keeping
from trainers.links_health import asking, listing, upkeep
from trainers.links_health.asking import Asker
from trainers.links_health.models import LinkCheck, Outcome

HOST = "open-harbour.example"
ASKED: list[tuple[str, dict[str, str]]] = []


class Site(BaseHTTPRequestHandler):
    """A site with some pages that are well and some that are not."""

    def do_GET(self) -> None:
        ASKED.append((self.path, dict(self.headers)))
        self.send_response({"/gone": 404, "/shy": 403}.get(self.path, 302 if "to" in self.path else 200))
        targets = {"/to-here": "/", "/to-elsewhere": "https://other.example/", "/to-loop": "/to-loop"}
        if self.path in targets:
            self.send_header("Location", targets[self.path])
        self.send_header("Set-Cookie", "a=b")
        self.end_headers()
        if self.path == "/endless":
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                return

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, ssl.SSLContext]]:
    folder: Path = tmp_path_factory.mktemp("site")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    cert = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = cert.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "both.pem").write_bytes(pem + private)
    server = HTTPServer(("127.0.0.1", 0), Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    trust = ssl.create_default_context(cadata=pem.decode())
    yield server.server_address[1], trust
    server.shutdown()


def asker(site: tuple[int, ssl.SSLContext], **changes: Any) -> Asker:
    given = {
        "look_up": lambda _host, _port: ["127.0.0.1"],
        "allowed": lambda _address: True,
        "port": site[0],
        "trust": site[1],
        "patience": 60.0,
    }
    return Asker(**{**given, **changes})


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/", Outcome.FINE),
        ("/shy", Outcome.FINE),
        ("/to-here", Outcome.FINE),
        ("/endless", Outcome.FINE),
        ("/gone", Outcome.WRONG),
        ("/to-loop", Outcome.WRONG),
        ("/to-elsewhere", Outcome.ELSEWHERE),
    ],
)
def test_how_a_link_answers(site: tuple[int, ssl.SSLContext], path: str, outcome: Outcome) -> None:
    ASKED.clear()
    assert asker(site).ask(f"https://{HOST}{path}") is outcome
    assert all("Cookie" not in headers and "Referer" not in headers for _path, headers in ASKED)
    assert ASKED[0][1]["Host"].startswith(HOST)


@pytest.mark.parametrize(
    "url",
    [
        *(f"http://{HOST}/", "https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://a@b.example/"),
        *(f"https://{HOST}:8443/", "https://x.onion/", "https://printer.local/", "file:///etc/passwd", "https://"),
    ],
)
def test_what_is_never_asked(url: str) -> None:
    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("connected")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "create_connection", never)
        assert Asker(look_up=lambda _host, _port: ["127.0.0.1"]).ask(url) is Outcome.REFUSED


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1", "fd00::1",  # noqa: S104
     "::ffff:127.0.0.1", "224.0.0.1", "::"],
)  # fmt: skip
def test_private_addresses_are_not_public(address: str) -> None:
    assert not asking.is_public(address)
    assert asking.is_public("93.184.215.14")


def test_a_name_is_looked_up_once_and_one_private_address_is_enough_to_refuse(site: Any) -> None:
    names = iter([["127.0.0.1"], ["10.0.0.1"]])
    assert asker(site, look_up=lambda _host, _port: next(names)).ask(f"https://{HOST}/to-here") is Outcome.FINE
    assert next(names) == ["10.0.0.1"]
    both = asker(site, look_up=lambda _host, _port: ["93.184.215.14", "10.0.0.1"], allowed=asking.is_public)
    assert both.ask(f"https://{HOST}/") is Outcome.REFUSED


def test_another_certificate_and_silence_are_no_answer(site: Any) -> None:
    assert asker(site, trust=ssl.create_default_context()).ask(f"https://{HOST}/") is Outcome.SILENT
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        silent = asker((deaf.getsockname()[1], site[1]), patience=0.3)
        assert silent.ask(f"https://{HOST}/") is Outcome.SILENT


def test_through_a_proxy_no_name_is_looked_up_here(site: Any) -> None:
    asked: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def relay() -> None:
        client, _address = listener.accept()
        asked.append(client.recv(1000))
        there = socket.create_connection(("127.0.0.1", site[0]))
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for one, other in ((client, there), (there, client)):
            threading.Thread(target=_copy, args=(one, other), daemon=True).start()

    threading.Thread(target=relay, daemon=True).start()

    def never(_host: str, _port: int) -> list[str]:
        raise AssertionError("looked up here")

    through = asker(site, look_up=never, proxy=f"http://127.0.0.1:{listener.getsockname()[1]}")
    assert through.ask(f"https://{HOST}/") is Outcome.FINE
    assert asked[0].startswith(f"CONNECT {HOST}:".encode())
    assert through.ask("https://10.0.0.1/") is Outcome.REFUSED


def _copy(one: socket.socket, other: socket.socket) -> None:
    # Either side may have gone by then.
    with suppress(OSError):
        while piece := one.recv(4096):
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)


@pytest.mark.django_db
def test_public_links_are_asked_weekly_and_only_the_desk_is_told(client: Client, monkeypatch: Any) -> None:
    an_organisation()
    hidden = organisation_record(id="b", name="B", website="https://b.example/", tiers={"name": "public"})
    bring_in(organisations=[hidden])
    a_trainer(channels=[{"kind": "web", "value": "https://c.example/", "tier": "desk"}])
    seen: list[str] = []
    monkeypatch.setattr(Asker, "ask", lambda _self, url: seen.append(url) or Outcome.SILENT)
    assert [upkeep.check(TODAY + dt.timedelta(days=days), Asker()) for days in (0, 1, 7)] == [1, 0, 1]
    assert set(seen) == {"https://open-harbour.example/"}
    assert LinkCheck.objects.get().failing_since == TODAY
    client.force_login(member(DESK))
    assert "A link has not answered since" in client.get("/admin/directory/keys-and-links/").content.decode()
    assert "not answered" not in client.get("/en/organisations/open-harbour/").content.decode()
    monkeypatch.setattr(Asker, "ask", lambda _self, _url: Outcome.FINE)
    upkeep.check(TODAY + dt.timedelta(days=14), Asker())
    assert LinkCheck.objects.get().failing_since is None


@pytest.mark.django_db
def test_nothing_is_asked_where_the_operator_does_not_want_it(monkeypatch: Any) -> None:
    an_organisation()
    monkeypatch.setattr(Asker, "ask", lambda _self, _url: pytest.fail("asked"))
    assert upkeep.tick(dt.datetime(2026, 12, 1, tzinfo=dt.UTC)) == {}


@pytest.mark.django_db
def test_the_desk_is_told_of_a_key_thirty_days_before_it_ends() -> None:
    trainer = a_trainer(tiers=tiers())
    keeping.put_channels(trainer, [{"kind": "pgp", "value": openpgp.a_key(100), "tier": "desk"}])
    ends = openpgp.MADE + dt.timedelta(days=100)
    assert listing.troubles(ends - dt.timedelta(days=35)) == []
    [soon] = listing.troubles(ends - dt.timedelta(days=20))
    assert "ends on" in soon.text
    [over] = listing.troubles(ends + dt.timedelta(days=2))
    assert "ended on" in over.text


@pytest.mark.django_db
def test_a_link_that_breaks_who_asks_waits_for_its_week_and_holds_up_no_other(monkeypatch: Any) -> None:
    an_organisation()
    a_trainer(channels=[{"kind": "web", "value": "https://c.example/", "tier": "public"}])
    seen: list[str] = []

    def ask(_self: Asker, url: str) -> Outcome:
        seen.append(url)
        if url == "https://open-harbour.example/":
            raise RuntimeError
        return Outcome.FINE

    monkeypatch.setattr(Asker, "ask", ask)
    assert [upkeep.check(TODAY + dt.timedelta(days=days), Asker()) for days in (0, 1, 7)] == [2, 0, 2]
    assert sorted(seen) == ["https://c.example/"] * 2 + ["https://open-harbour.example/"] * 2
    assert sorted(LinkCheck.objects.values_list("outcome", flat=True)) == [Outcome.FINE, Outcome.SILENT]
