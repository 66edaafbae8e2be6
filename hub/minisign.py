"""Signatures that anybody can check without us, in the format of minisign: Ed25519 over the BLAKE2b-512 of a file.

The format: https://jedisct1.github.io/minisign/#signature-format.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub import keys

PREHASHED: Final = b"ED"
PLAIN: Final = b"Ed"
ID_BYTES: Final = 8


def _key(name: str) -> tuple[Ed25519PrivateKey, bytes, bytes]:
    """The private key of a name, its public key and the short name that signatures carry of it."""
    private = Ed25519PrivateKey.from_private_bytes(keys.derived(name, keys.newest(name), "minisign"))
    public = private.public_key().public_bytes_raw()
    return private, public, hashlib.sha256(public).digest()[:ID_BYTES]


def public_key(name: str) -> str:
    """The public key as `minisign -P` takes it: one line of 56 characters."""
    _private, public, short = _key(name)
    return b64encode(PLAIN + short + public).decode()


def signature(name: str, content: bytes, trusted: str) -> str:
    """The signature file of some content; `trusted` is one line that the signature covers too."""
    private, _public, short = _key(name)
    signed = private.sign(hashlib.blake2b(content).digest())
    whole = private.sign(signed + trusted.encode())
    lines = (
        "untrusted comment: signature from the key of this site",
        b64encode(PREHASHED + short + signed).decode(),
        f"trusted comment: {trusted}",
        b64encode(whole).decode(),
    )
    return "".join(f"{line}\n" for line in lines)
