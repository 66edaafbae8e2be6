"""OpenPGP keys as people paste them: sound ones, and ones that must be refused."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

from pysequoia import Cert, CipherSuite, Tsk, packet

MADE = dt.datetime.now(dt.UTC).date()


def a_key(days: int | None = None, suite: Any = None) -> str:
    """A public key that ends after so many days, or never."""
    return str(secret(days, suite).extract_certificate())


def secret(days: int | None = None, suite: Any = None) -> Any:
    """The whole key."""
    lasts = None if days is None else days * 24 * 3600
    return Tsk.generate(
        user_id="A <a@trainers.example>", cipher_suite=suite or CipherSuite.Cv25519, validity_seconds=lasts
    )


def revoked() -> str:
    """A public key with its owner's revocation."""
    key = secret()
    cert = key.extract_certificate()
    revocation = cert.revoke(key.certifier())
    first, *others = packet.PacketPile.from_bytes(bytes(cert))
    return armoured(bytes(first) + bytes(revocation) + b"".join(map(bytes, others)))


def with_old_hash() -> str:
    """A public key whose signatures name SHA-1."""
    raw = b""
    for each in packet.PacketPile.from_bytes(bytes(secret().extract_certificate())):
        whole = bytes(each)
        if str(each.tag).endswith("Signature"):
            at = whole.index(each.body) + 3
            whole = whole[:at] + b"\x02" + whole[at + 1 :]
        raw += whole
    return armoured(raw)


def too_short() -> str:
    """An RSA key of 1024 bits."""
    number = (1 << 1023) | 1
    body = b"\x04" + (1_700_000_000).to_bytes(4) + b"\x01"
    body += (1024).to_bytes(2) + number.to_bytes(128) + (17).to_bytes(2) + (65537).to_bytes(3)
    name = b"A <a@trainers.example>"
    return armoured(
        b"\xc6\xc0" + bytes([len(body) - 192]) + body if len(body) > 191 else b"\xc6" + bytes([len(body)]) + body, name
    )


def armoured(raw: bytes, name: bytes = b"") -> str:
    """Packets as a block of text."""
    if name:
        raw += b"\xcd" + bytes([len(name)]) + name
    text = base64.encodebytes(raw).decode()
    return f"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{text}-----END PGP PUBLIC KEY BLOCK-----\n"


def fingerprint(text: str) -> str:
    """The fingerprint of a public key, as it is shown."""
    return str(Cert.from_bytes(text.encode()).fingerprint).upper()
