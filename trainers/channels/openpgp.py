"""OpenPGP keys of others: what they are, and why one cannot be used.

The library encrypts to expired keys without a word, so dates are compared here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pysequoia.packet import Packet

LONGEST: Final = 40_000
LEAST_RSA_BITS: Final = 2048
WARNED_BEFORE: Final = dt.timedelta(days=30)
# Object identifiers of the curves that are taken, as they stand in keys of the fourth version.
CURVES: Final = {
    bytes.fromhex("2b06010401da470f01"): "Ed25519",
    bytes.fromhex("2b060104019755010501"): "Curve25519",
    bytes.fromhex("2a8648ce3d030107"): "P-256",
    bytes.fromhex("2b81040022"): "P-384",
    bytes.fromhex("2b81040023"): "P-521",
    bytes.fromhex("2b6571"): "Ed448",
    bytes.fromhex("2b656f"): "X448",
}
MODERN: Final = frozenset({"Ed25519", "Ed448", "X25519", "X448"})
POST_QUANTUM: Final = ("MLDSA", "MLKEM", "SLHDSA")
WEAK_HASHES: Final = frozenset({"MD5", "RipeMD", "SHA1"})


class Problem(Enum):
    """Why a key is refused, as the person who pastes it reads it."""

    UNREADABLE = _("This is not an OpenPGP public key. Paste the whole block, from BEGIN to END.")
    SECRET = _("This is a private key. Keep it to yourself, and paste the public one.")
    SEVERAL = _("This holds more than one key. Paste one.")
    REVOKED = _("This key was revoked by its owner.")
    EXPIRED = _("This key has expired. Ask for one that is valid.")
    SHORT = _("This key is too short: RSA keys need 2048 bits or more.")
    OLD_KIND = _("This key is of an old kind that is no longer safe. Ask for an RSA or Curve25519 key.")
    OLD_HASH = _("This key vouches for itself with an old hash (SHA-1). Ask its owner to renew it.")
    NO_ENCRYPTION = _("This key is for signing only. Ask for one that messages can be written to.")


class UnusableKeyError(ValueError):
    """A key that must not be shown as a safe way of contact."""

    def __init__(self, problem: Problem) -> None:
        """Keep why."""
        super().__init__(str(problem.value))
        self.problem = problem


@dataclass(frozen=True)
class Key:
    """What is shown of a usable key; no end is “does not expire”."""

    fingerprint: str
    expires: dt.date | None
    kind: str

    def ends_soon(self, today: dt.date) -> bool:
        """Whether its owner is to be warned."""
        return self.expires is not None and self.expires - today <= WARNED_BEFORE


def read(text: str, today: dt.date) -> Key:
    """The key in an armoured text; raises UnusableKeyError when it must not be used on that day."""
    key = inspect(text)
    if key.expires is not None and key.expires <= today:
        raise UnusableKeyError(Problem.EXPIRED)
    return key


def inspect(text: str) -> Key:
    """The key in an armoured text whatever its dates; raises UnusableKeyError when it is no usable key."""
    if "PRIVATE KEY" in text:
        raise UnusableKeyError(Problem.SECRET)
    if not text.strip().startswith("-----BEGIN PGP PUBLIC KEY BLOCK-----") or len(text) > LONGEST:
        raise UnusableKeyError(Problem.UNREADABLE)
    # Only who reads a key needs the library.
    library = import_module("pysequoia")
    try:
        packets: list[Packet] = list(library.packet.PacketPile.from_bytes(text.encode()))
        certs = library.Cert.split_bytes(text.encode())
    except Exception as reason:  # its errors have no class of their own
        raise UnusableKeyError(Problem.UNREADABLE) from reason
    if len(certs) != 1:
        raise UnusableKeyError(Problem.SEVERAL if certs else Problem.UNREADABLE)
    return _judged(certs[0], packets)


def _judged(cert: Any, packets: list[Packet]) -> Key:
    if cert.has_secret_keys or any("Secret" in _name(each.tag) for each in packets):
        raise UnusableKeyError(Problem.SECRET)
    for packet in packets:
        if _name(packet.tag) in {"PublicKey", "PublicSubkey"}:
            _strong(packet)
        elif _name(packet.tag) == "Signature" and _by_itself(packet, cert.fingerprint):
            _well_hashed(packet)
    try:
        revoked, ends = cert.is_revoked, cert.expiration
    except Exception as reason:  # its errors have no class of their own
        raise UnusableKeyError(Problem.UNREADABLE) from reason
    if revoked:
        raise UnusableKeyError(Problem.REVOKED)
    encrypting = _ends_of_encryption(packets)
    if not encrypting:
        raise UnusableKeyError(Problem.NO_ENCRYPTION)
    last = None if None in encrypting else max(each for each in encrypting if each)
    dates = [each.date() for each in (ends, last) if each is not None]
    return Key(cert.fingerprint.upper(), min(dates, default=None), _name(packets[0].key_algorithm))


def _strong(packet: Packet) -> None:
    kind, body = _name(packet.key_algorithm), packet.body
    material = body[6:] if body[0] == 4 else body[10:]
    if kind.startswith("RSA"):
        if int.from_bytes(material[:2]) < LEAST_RSA_BITS:
            raise UnusableKeyError(Problem.SHORT)
    elif kind in {"EdDSA", "ECDSA", "ECDH"}:
        if material[1 : 1 + material[0]] not in CURVES:
            raise UnusableKeyError(Problem.OLD_KIND)
    elif kind not in MODERN and not kind.startswith(POST_QUANTUM):
        raise UnusableKeyError(Problem.OLD_KIND)


def _by_itself(packet: Packet, fingerprint: str) -> bool:
    issuer, short = packet.issuer_fingerprint, packet.issuer_key_id
    return issuer.lower() == fingerprint.lower() if issuer else not short or fingerprint.lower().endswith(short.lower())


def _well_hashed(packet: Packet) -> None:
    if _name(packet.hash_algorithm) in WEAK_HASHES:
        raise UnusableKeyError(Problem.OLD_HASH)


def _ends_of_encryption(packets: Iterable[Packet]) -> list[dt.datetime | None]:
    """When each key that may be encrypted to ends, withdrawn ones left out; None is never."""
    ends: dict[int, dt.datetime | None] = {}
    key: Packet | None = None
    for place, packet in enumerate(packets):
        if _name(packet.tag) in {"PublicKey", "PublicSubkey"}:
            key, at = packet, place
        elif key is not None and _name(packet.tag) == "Signature":
            flags = packet.key_flags
            if _name(packet.signature_type) == "SubkeyRevocation":
                ends.pop(at, None)
            elif flags and (flags.transport_encryption or flags.storage_encryption):
                lasts = packet.key_validity_period
                ends[at] = key.key_created + lasts if lasts and key.key_created else None
    return list(ends.values())


def _name(value: object) -> str:
    return str(value).rpartition(".")[2]
