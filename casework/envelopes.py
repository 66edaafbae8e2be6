"""A case's own key: what it seals, and the wrappings in which its recipients keep it.

Everything a case says is sealed under one random key per case, with the place of the text (case, model, row,
field) as associated data: a ciphertext opens nowhere else. The key itself lies in the database only wrapped,
once for the passphrase, once for the desk, and for as long as a case is open in a browser once for its cookie.
Each kind of text says its format in front; what is sealed today stays readable when a format changes.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Final, NamedTuple, NoReturn

from argon2.exceptions import Argon2Error
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from casework import passphrases
from casework.padding import emptied, filled
from hub import keys
from hub.sealing import CannotBeOpened

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
SALT_BYTES: Final = 16
SHORTEST_SECRET: Final = 16

VALUE, DESK, PASSPHRASE, SECRET = "c1", "d1", "p1", "o1"
# What a stored text may ask of this machine; a changed row must not make it run for minutes.
MOST_MEMORY, MOST_PASSES, MOST_LANES = 1024 * 1024, 20, 16
READABLE_NAME = re.compile(r"[a-z0-9-]{1,36}", re.ASCII)
HPKE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Key:
    """The key of one case: shows itself nowhere and goes into no session, cache or pickle."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise CannotBeOpened("This is not the key of a case.")
        self._secret = secret

    @classmethod
    def new(cls) -> Key:
        """A key that no other case has."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def __repr__(self) -> str:
        return "Key(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and hmac.compare_digest(self._secret, other._secret)

    def __reduce__(self) -> NoReturn:
        raise TypeError("The key of a case is copied nowhere: wrap it for whoever should have it.")


class Place(NamedTuple):
    """Where a sealed text belongs; it opens nowhere else."""

    case: str
    model: str
    row: str
    field: str


class Cost(NamedTuple):
    """What one guess at a passphrase costs: memory in KiB, passes over it, lanes."""

    memory: int
    passes: int
    lanes: int


def cost() -> Cost:
    """What new wrappings cost (the setting HUB_CASE_KDF)."""
    return Cost(*settings.HUB_CASE_KDF)


def seal(key: Key, text: str, place: Place) -> str:
    """Seal a text to its place; each call uses a new nonce."""
    return f"{VALUE}.{_encrypted(key._secret, filled(text.encode()), _bound(VALUE, *place))}"


def unseal(key: Key, sealed: str, place: Place) -> str:
    """Open a text at its place, or raise CannotBeOpened; never answers garbage."""
    with _refusing():
        (body,) = _parts(sealed, VALUE, 1)
        return emptied(_decrypted(key._secret, body, _bound(VALUE, *place))).decode()


def desk_key_name(desk: str) -> str:
    """The name of the key file of a desk, from the desk's public id."""
    if READABLE_NAME.fullmatch(desk):
        return f"desk-{desk}"
    return f"named-desk-{sha256(desk.encode()).hexdigest()[:30]}"


def wrap_for_desk(key: Key, desk: str, case: str) -> str:
    """Wrap a case's key to the public half of a desk's newest key; the first one is made when there is none."""
    version = keys.newest(desk_key_name(desk))
    sealed = HPKE.encrypt(key._secret, _desk_key(desk, version).public_key(), _bound(DESK, desk, version, case))
    return f"{DESK}.{version}.{_base64(sealed)}"


def unwrap_at_desk(wrapped: str, desk: str, case: str) -> Key:
    """The key of a case, with the desk's key file of the version it was wrapped to."""
    with _refusing():
        version, body = _parts(wrapped, DESK, 2)
        number = _number(version)
        return Key(HPKE.decrypt(_bytes(body), _desk_key(desk, number), _bound(DESK, desk, number, case)))


def wrap_with_passphrase(key: Key, passphrase: str, case: str) -> str:
    """Wrap a case's key under a passphrase, with a salt of its own and the cost of a guess beside it."""
    salt, now = secrets.token_bytes(SALT_BYTES), cost()
    bound = _bound(PASSPHRASE, *now, salt.hex(), case)
    body = _encrypted(_derived(passphrase, salt, now), key._secret, bound)
    return ".".join([PASSPHRASE, *map(str, now), _base64(salt), body])


def unwrap_with_passphrase(wrapped: str, passphrase: str, case: str) -> Key:
    """The key of a case, for whoever knows the passphrase, in any way of typing it."""
    with _refusing():
        *numbers, salted, body = _parts(wrapped, PASSPHRASE, 5)
        salt, then = _bytes(salted), _affordable(Cost(*map(_number, numbers)))
        bound = _bound(PASSPHRASE, *then, salt.hex(), case)
        return Key(_decrypted(_derived(passphrase, salt, then), body, bound))


def is_too_cheap(wrapped: str) -> bool:
    """Whether a wrapping costs less to guess at than new ones do: wrap again while the passphrase is at hand."""
    with _refusing():
        *numbers, _salt, _body = _parts(wrapped, PASSPHRASE, 5)
        memory, passes, _lanes = map(_number, numbers)
    return memory < cost().memory or passes < cost().passes


def spend_as_much() -> None:
    """One derivation for nothing, so that a code that does not exist takes as long as one that does."""
    _derived("", secrets.token_bytes(SALT_BYTES), cost())


def wrap_with_secret(key: Key, secret: bytes, case: str) -> str:
    """Wrap a case's key under a random secret, such as the one in the cookie of an opened case."""
    return f"{SECRET}.{_encrypted(_stretched(secret), key._secret, _bound(SECRET, case))}"


def unwrap_with_secret(wrapped: str, secret: bytes, case: str) -> Key:
    """The key of a case, for whoever holds the secret."""
    with _refusing():
        (body,) = _parts(wrapped, SECRET, 1)
        return Key(_decrypted(_stretched(secret), body, _bound(SECRET, case)))


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (InvalidTag, ValueError, OSError, Argon2Error) as reason:
        raise CannotBeOpened("The value cannot be opened.") from reason


def _bound(*parts: str | int) -> bytes:
    # JSON keeps the parts apart: ("a", "bc") and ("ab", "c") must not be the same place.
    return json.dumps(parts, ensure_ascii=True).encode()


def _encrypted(secret: bytes, plain: bytes, bound: bytes) -> str:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return _base64(nonce + AESGCM(secret).encrypt(nonce, plain, bound))


def _decrypted(secret: bytes, body: str, bound: bytes) -> bytes:
    sealed = _bytes(body)
    return AESGCM(secret).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)


def _desk_key(desk: str, version: int) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(keys.load(desk_key_name(desk), version))


def _derived(passphrase: str, salt: bytes, at: Cost) -> bytes:
    typed = passphrases.normalised(passphrase).encode()
    return hash_secret_raw(typed, salt, at.passes, at.memory, at.lanes, KEY_BYTES, Type.ID)


def _stretched(secret: bytes) -> bytes:
    if len(secret) < SHORTEST_SECRET:
        raise CannotBeOpened("This secret is too short to keep a key.")
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"hub/casework/opened").derive(secret)


def _affordable(asked: Cost) -> Cost:
    if asked.memory > MOST_MEMORY or asked.passes > MOST_PASSES or asked.lanes > MOST_LANES:
        raise CannotBeOpened("The value asks for more than this machine gives.")
    return asked


def _parts(text: str, form: str, count: int) -> list[str]:
    found, *rest = text.split(".")
    if found != form or len(rest) != count:
        raise CannotBeOpened("The value is not in the form of a sealed value.")
    return rest


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and str(int(text)) == text):
        raise CannotBeOpened("The value is not in the form of a sealed value.")
    return int(text)


def _base64(body: bytes) -> str:
    return urlsafe_b64encode(body).decode()


def _bytes(text: str) -> bytes:
    # One text per value: other ways to write the same bytes are refused.
    body = urlsafe_b64decode(text)
    if _base64(body) != text:
        raise CannotBeOpened("The value is not in the form of a sealed value.")
    return body
